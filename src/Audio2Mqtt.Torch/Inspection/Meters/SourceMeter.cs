using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>Measures every channel of a reader while something else reads it.</summary>
internal sealed class SourceMeter : IAudioReader
{
    private const double MergeSeconds = 0.05;

    private readonly IAudioReader source;
    private readonly ChannelMeter[] meters;
    private readonly List<(long From, long To)> runs = [];
    private readonly StretchCollector clipping;
    private readonly Action<long, long> found;
    private float[] channel = [];

    public SourceMeter(IAudioReader source, TimeSpan origin)
    {
        this.source = source;
        meters = [.. Enumerable.Range(0, source.Channels).Select(_ => new ChannelMeter())];
        clipping = new(source.SampleRate, origin, (long)(MergeSeconds * source.SampleRate), leastFrames: 1);
        found = (from, to) => runs.Add((from, to));
    }

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public long? Frames => source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <summary>Frames read so far.</summary>
    public long FramesRead { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        var count = source.Read(samples);
        var frames = count / Channels;
        if (channel.Length < frames) channel = new float[frames];
        for (var c = 0; c < Channels; c++)
        {
            for (var k = 0; k < frames; k++) channel[k] = samples[(k * Channels) + c];
            meters[c].Add(channel.AsSpan(0, frames), found);
        }

        Collect();
        FramesRead += frames;
        return count;
    }

    /// <summary>What was measured; once, at the end.</summary>
    public (IReadOnlyList<ChannelLevel> Channels, StretchSummary Clipping) Finish()
    {
        foreach (var meter in meters) meter.Finish(found);
        Collect();
        return ([.. meters.Select(meter => meter.Level)], clipping.Finish());
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private void Collect()
    {
        if (runs.Count == 0) return;
        runs.Sort();
        foreach (var (from, to) in runs) clipping.Add(from, to);
        runs.Clear();
    }
}
