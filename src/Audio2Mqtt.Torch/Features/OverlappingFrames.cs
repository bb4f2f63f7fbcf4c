using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>Frames of 64 ms at 16 kHz that overlap by three quarters, and the way back: for what changes sound in the frequency domain.</summary>
internal static class OverlappingFrames
{
    /// <summary>64 ms at 16 kHz: a compromise between tones (longer) and onsets (shorter), usual for mixed sounds.</summary>
    internal const int Size = 1024;

    /// <summary>A quarter of the window: the least overlap at which a Hann window, used twice, stays free of ripple.</summary>
    internal const int Hop = Size / 4;

    /// <summary>Frequencies of a frame.</summary>
    internal const int Bins = (Size / 2) + 1;

    /// <summary>The first frame ends with the first hop of the signal, so that every sample lies in four frames.</summary>
    internal const int Lead = Size - Hop;

    private const int Overlap = Size / Hop;

    /// <summary>Frames that so many samples give.</summary>
    internal static long Count(long samples) => 1 + ((samples + Lead - 1) / Hop);

    /// <summary>The frames of a waveform, with zeros before and after it.</summary>
    /// <param name="waveform">[B, samples]; borrowed.</param>
    /// <returns>[B, T, 1024], a view of one copy, not to be written to.</returns>
    internal static Tensor Of(Tensor waveform) => Of(waveform, 0, Count(waveform.shape[1]));

    /// <summary>Some of the frames of a waveform: those from <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    internal static Tensor Of(Tensor waveform, long first, long end)
    {
        var (start, stop) = (Start(first), Start(end - 1) + Size);
        var (from, to) = (Math.Max(0, start), Math.Min(waveform.shape[1], stop));
        return nn.functional.pad(waveform.narrow(1, from, to - from), [from - start, stop - to]).unfold(1, Size, Hop); // [B, T, 1024]
    }

    /// <summary>The sample that a frame begins with; negative in what is before the waveform.</summary>
    internal static long Start(long frame) => (frame * Hop) - Lead;

    /// <summary>The samples of a waveform that a run of frames begins and no later run does: the last run has the rest.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="end">After the last one.</param>
    /// <param name="samples">Of the waveform.</param>
    internal static (long First, long Length) Samples(long first, long end, long samples)
    {
        var from = Math.Max(0, Start(first));
        return (from, (end == Count(samples) ? samples : Math.Min(samples, Start(end))) - from);
    }

    /// <summary>Adds frames up again.</summary>
    /// <param name="spectrum">[B, T, 513] complex.</param>
    /// <param name="window">[1024], the one that the frames were weighed with.</param>
    /// <returns>[B, (T + 3) hops]: the signal begins at <see cref="Lead"/>. Samples that lie in fewer than four frames are of no use.</returns>
    internal static Tensor Add(Tensor spectrum, Tensor window)
    {
        var (batch, count) = (spectrum.shape[0], spectrum.shape[1]);
        var squares = window.square().view(Overlap, Hop);
        var weight = zeros([count + Overlap - 1, Hop], device: spectrum.device);
        for (var k = 0; k < Overlap; k++) weight.narrow(0, k, count).add_(squares.select(0, k));

        // Only samples that are cut off lie in fewer than four frames; there the sum of windows may be next to nothing.
        return Sum(spectrum, window).div_(weight.clamp_min_(1e-3)).view(batch, -1);
    }

    /// <summary>Adds frames up, weighed by the window once more, and does not divide by what the windows add up to.</summary>
    /// <param name="spectrum">[B, T, 513] complex.</param>
    /// <param name="window">[1024].</param>
    /// <returns>[B, T + 3, 256].</returns>
    internal static Tensor Sum(Tensor spectrum, Tensor window)
    {
        var (batch, count) = (spectrum.shape[0], spectrum.shape[1]);
        var frames = fft.irfft(spectrum, Size).mul_(window).view(batch, count, Overlap, Hop);
        var sum = zeros([batch, count + Overlap - 1, Hop], device: spectrum.device);
        for (var k = 0; k < Overlap; k++) sum.narrow(1, k, count).add_(frames.select(2, k));
        return sum;
    }
}
