using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Gathers the scores of one file's patches. Workers hand blocks over in any order; they are taken in the file's order, so that
/// sums, timeline and segments do not depend on who was faster. Only running totals stay in memory, and the logits where a file is judged by
/// them: which patches count is known at its end. Thread-safe.
/// </summary>
internal sealed class FileScores(string path, ClassifierOptions options)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<FileResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, (float[] Scores, float[]? Levels)> early = [];
    private readonly List<ClassScore[]> patches = [];
    private readonly List<float> logits = [];
    private readonly List<float> levels = [];
    private readonly SegmentBuilder? segments = options.SegmentThreshold is null ? null : new(options.Patch.Frames, options.HopFrames);
    private double[] totals = [];
    private ScoredClasses? classes;
    private int taken;
    private (int Patches, TimeSpan Start, TimeSpan Duration, AudioInfo Info, IReadOnlyList<string> Warnings)? end;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Completes with the file's result; a failed file is a result too.</summary>
    public Task<FileResult> Result => result.Task;

    /// <summary>What part of the file one patch is; 0 when its length is not known.</summary>
    public double PatchFraction { get; set; }

    /// <summary>Takes what the scorer says of consecutive patches.</summary>
    /// <param name="firstPatch">The place of the first.</param>
    /// <param name="scores">[patches, classes] row by row; the array is kept, and changed.</param>
    /// <param name="levelsDbfs">[patches]; null where files are not judged by them.</param>
    /// <param name="scored">The classes.</param>
    public void Add(int firstPatch, float[] scores, float[]? levelsDbfs, ScoredClasses scored)
    {
        lock (gate)
        {
            classes = scored;
            early.Add(firstPatch, (scores, levelsDbfs));
            while (early.Remove(taken, out var next)) Take(next.Scores, next.Levels, scored);
            CompleteIfAll();
        }
    }

    /// <summary>Tells that the file was read to its end.</summary>
    public void Finish(int patchCount, TimeSpan start, TimeSpan duration, AudioInfo info, IReadOnlyList<string> warnings)
    {
        lock (gate)
        {
            end = (patchCount, start, duration, info, warnings);
            CompleteIfAll();
        }
    }

    /// <summary>Tells that the file cannot be read.</summary>
    public void Fail(Audio2MqttException error, AudioInfo? info) =>
        result.TrySetResult(new() { Path = path, Error = error, Info = info, Start = options.Start });

    private void Take(float[] block, float[]? blockLevels, ScoredClasses scored)
    {
        var width = scored.Names.Count;
        if (options.Aggregate == ScoreAggregate.Judge)
        {
            logits.AddRange(block);
            levels.AddRange(blockLevels!);
        }

        if (totals.Length == 0) totals = new double[width];
        for (var row = 0; row < block.Length; row += width)
        {
            var scores = block.AsSpan(row, width);

            // One patch alone is judged as a clip of one patch.
            if (scored.Softmax is { } rule) ClipJudge.Judge(scores, [0], rule.PatchTemperature, scores);
            for (var i = 0; i < width; i++)
                totals[i] = options.Aggregate == ScoreAggregate.Max ? Math.Max(totals[i], scores[i]) : totals[i] + scores[i];
            if (options.KeepPatches) patches.Add(TopClasses.Of(scores, scored.Chosen, scored.Names, options.TopK, options.Threshold));
            segments?.Add(taken, scores, scored.SegmentThresholds, scored.Chosen);
            taken++;
        }
    }

    private void CompleteIfAll()
    {
        if (classes is null || end is not { } known || taken < known.Patches) return;
        var scores = Scores(classes.Softmax);
        (TimeSpan, TimeSpan) Span(int first, int last) => (known.Start + TimeOf(first, known.Duration), known.Start + TimeOf(last, known.Duration, options.Patch.Frames));
        result.TrySetResult(new()
        {
            Path = path,
            Info = known.Info,
            Start = known.Start,
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

    private float[] Scores(SoftmaxRule? rule)
    {
        if (options.Aggregate != ScoreAggregate.Judge) return Array.ConvertAll(totals, total => (float)(options.Aggregate == ScoreAggregate.Mean ? total / taken : total));
        var scores = new float[totals.Length];
        ClipJudge.Judge(CollectionsMarshal.AsSpan(logits), CollectionsMarshal.AsSpan(levels), rule!.ClipTemperature, scores);
        return scores;
    }

    private TimeSpan TimeOf(int patch, TimeSpan duration, int plusFrames = 0)
    {
        var frames = ((long)patch * options.HopFrames) + plusFrames;
        var time = TimeSpan.FromTicks(frames * (TimeSpan.TicksPerSecond / ClassifierOptions.FramesPerSecond));
        return time < duration ? time : duration;
    }
}
