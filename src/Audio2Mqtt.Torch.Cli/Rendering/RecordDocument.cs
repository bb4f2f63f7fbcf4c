using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What was recorded, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record RecordDocument(
    string Version, string Source, string Folder, int SampleRate, bool Interrupted, int SilentClips, RecordDocument.Clip[] Clips)
{
    public static RecordDocument Of(string source, string folder, IEnumerable<RecordedClip> clips, int silent, bool interrupted) => new(
        ProgramVersion.Text, source, folder, AudioInput.YamnetSampleRate, interrupted, silent,
        [
            .. clips.Select(clip => new Clip(
                clip.Path, clip.Duration.TotalSeconds, MathF.Round(clip.RmsDbfs, 1), MathF.Round(clip.PeakDbfs, 1), clip.ClippedSamples,
                (double)clip.LostSamples / AudioInput.YamnetSampleRate, clip.IsWhole)),
        ]);

    /// <summary>One clip.</summary>
    internal sealed record Clip(string Path, double Duration, float RmsDbfs, float PeakDbfs, int ClippedSamples, double Lost, bool Whole);
}
