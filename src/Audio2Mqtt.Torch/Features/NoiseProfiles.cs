using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>Profiles of noise: of noise alone, and of a recording's quietest frames.</summary>
internal static class NoiseProfiles
{
    // Fewer than half a second of frames say little about noise.
    private const int MinFrames = 32;

    // A mean over this many frames is what is quiet: noise goes on, a gap between two waves does not.
    private const int RunFrames = 5;

    // Below any converter's noise: what was cut out or faded, and no noise at all.
    private const double DigitalSilenceDbfs = -100;

    // A tone stands out by more than this of the frequencies round it; ripples of noise do not.
    private const float ToneRatio = 4;

    // Half the width over which that is judged, in bins; less where the spectrum of noise is steepest, towards 0 Hz.
    private const int ToneReach = 10;

    // Below one step of 24 bits: keeps ratios finite.
    internal const float Tiny = 1e-10f;

    private const long BlockFrames = 4096;

    internal static NoiseProfile Of(Tensor noise)
    {
        var sum = Sum(Whole(noise), null, out var count);
        return new(Smooth(sum, count));
    }

    internal static NoiseProfile OfQuietest(Tensor waveform, double share)
    {
        using var scope = NewDisposeScope();
        var frames = Whole(waveform);
        var chosen = Quietest(frames, share);
        var sum = Sum(frames, chosen, out var count);
        return OfSum(sum, count);
    }

    /// <summary>The profile of sound in which tones are none of the noise.</summary>
    /// <param name="sum">[513] the powers of its frames, added up.</param>
    /// <param name="count">How many there are; with 0 there is no noise.</param>
    internal static NoiseProfile OfSum(float[] sum, int count) => new(Smooth(WithoutTones(sum), count));

    // Frames without padding, but for a waveform shorter than one.
    private static Tensor Whole(Tensor waveform)
    {
        var missing = OverlappingFrames.Size - waveform.shape[1];
        return (missing > 0 ? nn.functional.pad(waveform, [0, missing]) : waveform).unfold(1, OverlappingFrames.Size, OverlappingFrames.Hop).squeeze(0); // [T, 1024]
    }

    // By the mean of the logarithms: no single band decides, whatever the noise's colour.
    private static bool[] Quietest(Tensor frames, double share)
    {
        var count = (int)frames.shape[0];
        var (scores, levels) = (new List<float>(count), new List<float>(count));
        ForBlocks(frames, (power, energy) =>
        {
            using var logs = power.add(Tiny).log().mean([1]).data<float>();
            using var means = energy.data<float>();
            scores.AddRange(logs.ToArray());
            levels.AddRange(means.ToArray());
        });
        var silence = (float)Math.Pow(10, DigitalSilenceDbfs / 10);
        int[] audible = [.. Enumerable.Range(0, count).Where(k => levels[k] > silence)];
        if (audible.Length == 0) audible = [.. Enumerable.Range(0, count)];
        float[] runs = [.. audible.Select((_, k) => Enumerable.Range(Math.Max(0, Math.Min(k - (RunFrames / 2), audible.Length - RunFrames)), Math.Min(RunFrames, audible.Length))
            .Average(at => scores[audible[at]]))];
        var wanted = Math.Min(audible.Length, Math.Max(MinFrames, (int)(share * audible.Length)));
        var chosen = new bool[count];
        foreach (var k in Enumerable.Range(0, audible.Length).OrderBy(k => runs[k]).Take(wanted)) chosen[audible[k]] = true;
        return chosen;
    }

    // [513] sum of the powers of frames; of the chosen ones, all where null.
    private static float[] Sum(Tensor frames, bool[]? chosen, out int count)
    {
        var sum = new double[OverlappingFrames.Bins];
        var first = 0;
        ForBlocks(frames, (power, _) =>
        {
            var rows = (int)power.shape[0];
            var weights = tensor([.. Enumerable.Range(first, rows).Select(k => chosen is null || chosen[k] ? 1f : 0f)], [rows, 1]).to(power.device);
            using var data = power.mul(weights).sum(0L).cpu().data<float>();
            var part = data.ToArray();
            for (var k = 0; k < sum.Length; k++) sum[k] += part[k];
            first += rows;
        });
        count = chosen?.Count(one => one) ?? first;
        return [.. sum.Select(value => (float)value)];
    }

    private static void ForBlocks(Tensor frames, Action<Tensor, Tensor> work)
    {
        for (long first = 0; first < frames.shape[0]; first += BlockFrames)
        {
            using var scope = NewDisposeScope();
            var block = frames.narrow(0, first, Math.Min(BlockFrames, frames.shape[0] - first));
            var window = hann_window(OverlappingFrames.Size, device: frames.device);
            work(fft.rfft(block.mul(window)).abs().square(), block.square().mean([1])); // [t, 513], [t]
        }
    }

    // What stands out of its surroundings becomes their median.
    private static float[] WithoutTones(ReadOnlySpan<float> power)
    {
        var noise = new float[power.Length];
        Span<float> around = stackalloc float[(2 * ToneReach) + 1];
        for (var k = 0; k < power.Length; k++)
        {
            var reach = Math.Min(ToneReach, Math.Min(Math.Max(1, k / 2), power.Length - 1 - k));
            var first = Math.Max(0, k - reach);
            var neighbours = around[..(k + reach + 1 - first)];
            power.Slice(first, neighbours.Length).CopyTo(neighbours);
            neighbours.Sort();
            var median = neighbours[neighbours.Length / 2];
            noise[k] = power[k] > ToneRatio * median ? median : power[k];
        }

        return noise;
    }

    private static float[] Smooth(float[] sum, int count) =>
        [.. sum.Select((_, k) => Math.Max(Tiny, sum[Math.Max(0, k - 1)..Math.Min(sum.Length, k + 2)].Average() / Math.Max(1, count)))];
}
