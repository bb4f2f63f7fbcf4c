using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What a conversion did, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record ConvertDocument(string Version, string In, string Out, bool DryRun, bool Interrupted, ConvertDocument.SourceEntry[] Sources)
{
    public static ConvertDocument Of(ConvertRequest request, IEnumerable<ConversionResult> results, bool interrupted) => new(
        ProgramVersion.Text,
        request.Source,
        request.Target,
        request.IsDryRun,
        interrupted,
        [.. results.Select(result => new SourceEntry(
            result.Item.Source,
            result.Item.Target,
            ConvertReport.Name(result.State),
            [.. result.Files.Select(file => new OutputEntry(file.Path, file.Start.TotalSeconds, (file.Start + file.Duration).TotalSeconds, Math.Round(file.GainDb, 2)))],
            result.Error?.Reason,
            result.Warnings))]);

    /// <summary>One source and what became of it.</summary>
    internal sealed record SourceEntry(string Path, string Target, string State, OutputEntry[] Files, string? Error, IReadOnlyList<string> Warnings);

    /// <summary>One file that was written; times in its source.</summary>
    internal sealed record OutputEntry(string Path, double Start, double End, double GainDb);
}
