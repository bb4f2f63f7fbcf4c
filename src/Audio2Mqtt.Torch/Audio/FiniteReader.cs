using System.Numerics;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Guards what follows from samples that are not finite: one of them would spread through the resampler's filters over a whole block
/// and through the network over every score.
/// </summary>
internal sealed class FiniteReader(IAudioReader source, string name, bool replace, long firstFrame) : IAudioReader
{
    private long _position;
    private long _replaced;
    private string _firstReplaced = "";

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public long? Frames => source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _replaced == 0 ? source.Warnings
        : [.. source.Warnings, $"{_replaced} {(_replaced == 1 ? "sample is" : "samples are")} not finite, the first at {_firstReplaced}; read as 0"];

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        var count = source.Read(samples);
        for (int at = 0, bad; (bad = IndexOfNonFinite(samples[at..count])) >= 0; at += bad + 1) Meet(samples, at + bad);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>The index of the first NaN or infinity, or -1.</summary>
    internal static int IndexOfNonFinite(ReadOnlySpan<float> samples)
    {
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var at = 0;

        // x - x is 0 for every finite x and NaN for the others.
        while (at < lanes.Length && Vector.EqualsAll(lanes[at] - lanes[at], Vector<float>.Zero)) at++;
        for (at *= Vector<float>.Count; at < samples.Length; at++)
        {
            if (!float.IsFinite(samples[at])) return at;
        }

        return -1;
    }

    private void Meet(Span<float> samples, int index)
    {
        var frame = firstFrame + ((_position + index) / Channels);
        var place = AudioTime.Format(AudioTime.OfFrames(frame, SampleRate));
        if (!replace)
        {
            var what = float.IsNaN(samples[index]) ? "not a number" : "infinite";
            throw new AudioException(name, $"the sample at {place} (channel {(index % Channels) + 1}) is {what}; the file is broken");
        }

        if (_replaced++ == 0) _firstReplaced = place;
        samples[index] = 0;
    }
}
