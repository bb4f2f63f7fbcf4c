using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One JSON document for the run, written file by file, so that it is never in memory as a whole and an interruption ends it well.</summary>
internal sealed class JsonWriter(TextWriter output, ClassifierOptions options) : IResultWriter
{
    private bool begun;

    public void Write(FileResult result)
    {
        output.Write(begun ? ",\n" : Opening());
        begun = true;
        output.Write(Indented(JsonSerializer.Serialize(FileDocument.Of(result, options), Documents.Readable.FileDocument)));
    }

    public void Finish(RunSummary summary)
    {
        if (!begun) output.Write(Opening());
        var hash = summary.NetworkHash is null ? "null" : $"\"{summary.NetworkHash}\"";
        output.Write("\n  ],\n");
        output.Write($"  \"failed\": {summary.Failed},\n");
        output.Write($"  \"interrupted\": {(summary.IsInterrupted ? "true" : "false")},\n");
        output.Write($"  \"network\": {{ \"name\": \"{summary.NetworkName}\", \"hash\": {hash} }}\n}}\n");
    }

    private static string Indented(string json) => "    " + json.ReplaceLineEndings("\n    ");

    private string Opening() => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "version": "{{ProgramVersion.Text}}",
          "scores": "{{Wording.Scores}}",
          "aggregate": "{{Wording.Name(options.Aggregate)}}",
          "hop": {{options.Hop.TotalSeconds}},
          "files": [

        """);
}
