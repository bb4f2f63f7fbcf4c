namespace Audio2Mqtt.Torch.Classification;

/// <summary>Merges the patches over their class's threshold into segments, class by class. Patches come in order.</summary>
internal sealed class SegmentBuilder(int patchFrames, int hopFrames)
{
    private readonly Dictionary<int, Run> open = [];
    private readonly List<(int Class, Run Run)> closed = [];

    /// <summary>Takes the next patch's scores.</summary>
    /// <param name="patch">Its place, from 0.</param>
    /// <param name="scores">[classes].</param>
    /// <param name="thresholds">[classes] scores from which it belongs to a segment.</param>
    /// <param name="chosen">The classes looked at.</param>
    public void Add(int patch, ReadOnlySpan<float> scores, ReadOnlySpan<float> thresholds, ReadOnlySpan<int> chosen)
    {
        foreach (var index in chosen)
        {
            var score = scores[index];
            if (!(score >= thresholds[index])) continue;
            if (open.TryGetValue(index, out var run))
            {
                // Patches that overlap or touch are one stretch of sound.
                if ((patch - run.LastPatch) * hopFrames <= patchFrames)
                {
                    open[index] = run with { LastPatch = patch, Peak = Math.Max(run.Peak, score) };
                    continue;
                }

                closed.Add((index, run));
            }

            open[index] = new(patch, patch, score);
        }
    }

    /// <summary>All segments by start, then by score.</summary>
    /// <param name="span">Start and end of a run of patches.</param>
    /// <param name="classNames">Names of all classes.</param>
    public SoundSegment[] Finish(Func<int, int, (TimeSpan Start, TimeSpan End)> span, IReadOnlyList<string> classNames)
    {
        foreach (var (index, run) in open) closed.Add((index, run));
        open.Clear();
        return
        [
            .. closed
                .OrderBy(item => item.Run.FirstPatch).ThenByDescending(item => item.Run.Peak).ThenBy(item => item.Class)
                .Select(item =>
                {
                    var (start, end) = span(item.Run.FirstPatch, item.Run.LastPatch);
                    return new SoundSegment(start, end, item.Class, classNames[item.Class], item.Run.Peak);
                }),
        ];
    }

    private readonly record struct Run(int FirstPatch, int LastPatch, float Peak);
}
