using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What a recording was cut into, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record SliceDocument(
    string Version, string Recording, string Format, string Labels, bool DryRun, bool Interrupted, SliceDocument.FileEntry[] Files, IReadOnlyList<string> Warnings)
{
    public static SliceDocument Of(SliceRequest request, SlicePlan plan, IEnumerable<SliceFile> files, bool interrupted) => new(
        ProgramVersion.Text,
        plan.Recording,
        plan.Info.ToString(),
        request.Labels,
        request.IsDryRun,
        interrupted,
        [.. files.Select(file => new FileEntry(file.Path, file.Label, file.Start.TotalSeconds, (file.Start + file.Duration).TotalSeconds))],
        plan.Warnings);

    /// <summary>One file.</summary>
    internal sealed record FileEntry(string Path, string Label, double Start, double End);
}
