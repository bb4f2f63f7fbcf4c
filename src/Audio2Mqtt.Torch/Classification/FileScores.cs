using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Gathers the scores of one file's patches. Workers hand blocks over in any order; they are taken in the file's order, so that
/// sums, timeline and segments do not depend on who was faster. Only running totals stay in memory. Thread-safe.
/// </summary>
internal sealed class FileScores(string path, ClassifierOptions options)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<FileResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, float[]> early = [];
    private readonly List<ClassScore[]> patches = [];
    private readonly SegmentBuilder? segments = options.SegmentThreshold is { } threshold ? new(threshold, options.HopFrames) : null;
    private double[] totals = [];
    private ScoredClasses? classes;
    private int taken;
    private (int Patches, TimeSpan Duration, AudioInfo Info, IReadOnlyList<string> Warnings)? end;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Completes with the file's result; a failed file is a result too.</summary>
    public Task<FileResult> Result => result.Task;

    /// <summary>What part of the file one patch is; 0 when its length is not known.</summary>
    public double PatchFraction { get; set; }

    /// <summary>Takes the scores of consecutive patches: [patches, classes], row by row; the array is kept.</summary>
    public void Add(int firstPatch, float[] scores, ScoredClasses scored)
    {
        lock (gate)
        {
            classes = scored;
            early.Add(firstPatch, scores);
            while (early.Remove(taken, out var next)) Take(next, scored);
            CompleteIfAll();
        }
    }

    /// <summary>Tells that the file was read to its end.</summary>
    public void Finish(int patchCount, TimeSpan duration, AudioInfo info, IReadOnlyList<string> warnings)
    {
        lock (gate)
        {
            end = (patchCount, duration, info, warnings);
            CompleteIfAll();
        }
    }

    /// <summary>Tells that the file cannot be read.</summary>
    public void Fail(Audio2MqttException error, AudioInfo? info) =>
        result.TrySetResult(new() { Path = path, Error = error, Info = info, Start = options.Start });

    private void Take(float[] block, ScoredClasses scored)
    {
        var width = scored.Names.Count;
        if (totals.Length == 0) totals = new double[width];
        for (var row = 0; row < block.Length; row += width)
        {
            var scores = block.AsSpan(row, width);
            for (var i = 0; i < width; i++)
                totals[i] = options.Aggregate == ScoreAggregate.Mean ? totals[i] + scores[i] : Math.Max(totals[i], scores[i]);
            if (options.KeepPatches) patches.Add(TopClasses.Of(scores, scored.Chosen, scored.Names, options.TopK, options.Threshold));
            segments?.Add(taken, scores, scored.Chosen);
            taken++;
        }
    }

    private void CompleteIfAll()
    {
        if (classes is null || end is not { } known || taken < known.Patches) return;
        var divisor = options.Aggregate == ScoreAggregate.Mean ? taken : 1;
        var scores = Array.ConvertAll(totals, total => (float)(total / divisor));
        (TimeSpan, TimeSpan) Span(int first, int last) => (TimeOf(first, known.Duration), TimeOf(last, known.Duration, ClassifierOptions.PatchFrames));
        result.TrySetResult(new()
        {
            Path = path,
            Info = known.Info,
            Start = options.Start,
            Duration = known.Duration,
            PatchCount = taken,
            Classes = TopClasses.Of(scores, classes.Chosen, classes.Names, options.TopK, options.Threshold),
            Patches =
            [
                .. patches.Select((classScores, patch) =>
                {
                    var (from, to) = Span(patch, patch);
                    return new PatchResult(from, to, classScores);
                }),
            ],
            Segments = segments?.Finish(Span, classes.Names) ?? [],
            Warnings = known.Warnings,
        });
    }

    private TimeSpan TimeOf(int patch, TimeSpan duration, int plusFrames = 0)
    {
        var frames = ((long)patch * options.HopFrames) + plusFrames;
        var time = TimeSpan.FromTicks(frames * (TimeSpan.TicksPerSecond / ClassifierOptions.FramesPerSecond));
        return options.Start + (time < duration ? time : duration);
    }
}
