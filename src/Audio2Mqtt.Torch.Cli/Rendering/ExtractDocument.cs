using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What background was cut out of recordings, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record ExtractDocument(
    string Version, string Audio, string Folder, double Duration, long Seed, int Wanted, bool Interrupted, ExtractDocument.SegmentEntry[] Segments, ExtractDocument.Refusals Refused, ExtractDocument.ProblemEntry[] Failed)
{
    public static ExtractDocument Of(ExtractRequest request, BackgroundExtraction plan, IEnumerable<BackgroundSegment> segments, bool interrupted) => new(
        ProgramVersion.Text,
        request.Audio,
        request.Folder,
        request.Options.Seconds,
        request.Options.Seed,
        request.Options.Segments,
        interrupted,
        [.. segments.Select(one => new SegmentEntry(one.Path, one.Source, one.Start.TotalSeconds, (one.Start + one.Duration).TotalSeconds, Math.Round(one.LevelDbfs, 2)))],
        new(plan.Silent, plan.Avoided),
        [.. plan.Problems.Select(problem => new ProblemEntry(problem.Path, problem.Reason))]);

    /// <summary>One segment; times in the recording.</summary>
    internal sealed record SegmentEntry(string Path, string Source, double Start, double End, double LevelDbfs);

    /// <summary>Segments that were drawn and not taken.</summary>
    internal sealed record Refusals(int Silent, IReadOnlyDictionary<string, int> Avoided);

    /// <summary>A recording that cannot be read.</summary>
    internal sealed record ProblemEntry(string Path, string Error);
}
