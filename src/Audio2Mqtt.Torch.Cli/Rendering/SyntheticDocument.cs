using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What synthetic background was made, as JSON has it. docs/cli.md lists the fields.</summary>
internal sealed record SyntheticDocument(string Version, string Folder, double Duration, long Seed, bool DryRun, bool Interrupted, SyntheticDocument.NoiseEntry[] Files)
{
    public static SyntheticDocument Of(SyntheticRequest request, IEnumerable<BackgroundFile> files, bool interrupted) => new(
        ProgramVersion.Text,
        request.Folder,
        request.Options.Seconds,
        request.Options.Seed,
        request.IsDryRun,
        interrupted,
        [.. files.Select(file => new NoiseEntry(file.Path, BackgroundReport.Name(file.Kind), Math.Round(file.LevelDbfs, 2)))]);

    /// <summary>One file.</summary>
    internal sealed record NoiseEntry(string Path, string Kind, double LevelDbfs);
}
