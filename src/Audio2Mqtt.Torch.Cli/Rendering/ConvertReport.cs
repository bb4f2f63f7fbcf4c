using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what a conversion did: warnings and errors of its files, and a sum; or all of it as JSON.</summary>
internal static class ConvertReport
{
    private const int MostNamed = 3;

    /// <summary>What a state is called in documents.</summary>
    public static string Name(ConversionState state) => state switch
    {
        ConversionState.Written => "written",
        ConversionState.Planned => "planned",
        ConversionState.Skipped => "skipped",
        _ => "failed",
    };

    public static void Write(Terminal terminal, ConvertRequest request, List<ConversionResult> results, bool interrupted)
    {
        results.Sort((one, other) => string.CompareOrdinal(one.Item.Source, other.Item.Source));
        var warnings = from result in results from text in result.Warnings group result.Item.Source by text;
        foreach (var (text, sources) in warnings.Select(group => (group.Key, group.ToList())))
        {
            // What many files have in common is one thing to know; --json has all of them.
            var named = sources.Count > MostNamed ? 1 : sources.Count;
            foreach (var source in sources.Take(named)) terminal.Tell($"warning: {source}: {text}{(sources.Count > named ? $" ({sources.Count - named} more like it)" : "")}");
        }

        foreach (var result in results)
            if (result.Error is { } error) terminal.Tell(error.Message);
        if (request.Json) terminal.Out.WriteLine(JsonSerializer.Serialize(ConvertDocument.Of(request, results, interrupted), Documents.Readable.ConvertDocument));
        else WriteText(terminal, request, results);
        terminal.Tell(Sum(request, results) + (interrupted ? "; interrupted" : ""));
    }

    private static void WriteText(Terminal terminal, ConvertRequest request, List<ConversionResult> results)
    {
        if (request.IsDryRun)
        {
            foreach (var result in results.Where(result => result.State == ConversionState.Planned)) terminal.Out.WriteLine($"{result.Item.Source} -> {result.Item.Target}");
            return;
        }

        foreach (var file in results.SelectMany(result => result.Files)) terminal.Out.WriteLine(file.Path);
    }

    private static string Sum(ConvertRequest request, List<ConversionResult> results)
    {
        var files = results.SelectMany(result => result.Files).ToList();
        var seconds = files.Sum(file => file.Duration.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
        var planned = results.Count(result => result.State == ConversionState.Planned);
        var parts = new List<string> { request.IsDryRun ? $"{Count(planned)} would be converted" : $"{Count(files.Count)} written, {seconds} s" };
        var skipped = results.Count(result => result.State == ConversionState.Skipped);
        if (skipped > 0) parts.Add($"{skipped} passed over because {(skipped == 1 ? "it exists" : "they exist")} (--overwrite replaces)");
        var failed = results.Count(result => result.State == ConversionState.Failed);
        if (failed > 0) parts.Add($"{failed} failed");
        return string.Join("; ", parts);
    }

    private static string Count(int count) => $"{count} file{(count == 1 ? "" : "s")}";
}
