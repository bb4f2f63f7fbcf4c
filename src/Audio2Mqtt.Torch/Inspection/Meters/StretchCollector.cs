using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>Gathers stretches, merges those that lie close together, and lists the first of them.</summary>
/// <param name="sampleRate">Of the positions, in hertz.</param>
/// <param name="origin">Where the first position is in the source.</param>
/// <param name="mergeFrames">Stretches that lie at most so far apart are one.</param>
/// <param name="leastFrames">Shorter ones do not count.</param>
internal sealed class StretchCollector(int sampleRate, TimeSpan origin, long mergeFrames, long leastFrames)
{
    private readonly List<TimeStretch> first = [];
    private (long From, long To)? open;
    private long count;
    private long frames;

    /// <summary>Adds a stretch; they come by their beginning.</summary>
    public void Add(long from, long to)
    {
        if (open is { } last && from - last.To <= mergeFrames)
        {
            open = (Math.Min(last.From, from), Math.Max(last.To, to));
            return;
        }

        Close();
        open = (from, to);
    }

    /// <summary>What there was.</summary>
    public StretchSummary Finish()
    {
        Close();
        open = null;
        return new(count, frames / (double)sampleRate, [.. first]);
    }

    private void Close()
    {
        if (open is not { } stretch || stretch.To - stretch.From < leastFrames) return;
        count++;
        frames += stretch.To - stretch.From;
        if (first.Count < StretchSummary.MostListed)
            first.Add(new(origin + AudioTime.OfFrames(stretch.From, sampleRate), origin + AudioTime.OfFrames(stretch.To, sampleRate)));
    }
}
