using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One JSON document for the run, written file by file, so that it is never in memory as a whole and an interruption ends it well.</summary>
internal sealed class JsonWriter(TextWriter output, ClassifyRequest request) : IResultWriter
{
    private bool begun;

    public void Write(FileResult result)
    {
        output.Write(begun ? ",\n" : Opening());
        begun = true;
        output.Write(Indented(JsonSerializer.Serialize(FileDocument.Of(result, request.Options), Documents.Readable.FileDocument)));
    }

    public void Finish(RunSummary summary)
    {
        if (!begun) output.Write(Opening());
        output.Write("\n  ],\n");
        output.Write($"  \"failed\": {summary.Failed},\n");
        output.Write($"  \"interrupted\": {(summary.IsInterrupted ? "true" : "false")},\n");
        output.Write($"  \"network\": {Text(summary.Network)},\n");
        output.Write($"  \"model\": {Text(summary.Model)}\n}}\n");
    }

    private static string Text(Source? source) =>
        source is null ? "null" : $"{{ \"name\": {Text(source.Name)}, \"hash\": {(source.Hash is null ? "null" : Text(source.Hash))} }}";

    // A model's name is a folder's, which may hold anything.
    private static string Text(string value) => JsonSerializer.Serialize(value, Documents.Readable.String);

    private static string Indented(string json) => "    " + json.ReplaceLineEndings("\n    ");

    private string Opening() => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "version": "{{ProgramVersion.Text}}",
          "scores": {{Text(Wording.Scores(request))}},
          "aggregate": "{{Wording.Name(request.Options.Aggregate)}}",
          "hop": {{request.Options.Hop.TotalSeconds}},
          "files": [

        """);
}
