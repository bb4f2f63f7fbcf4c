using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>Profiles of noise: of noise alone, and of a recording's quietest frames.</summary>
internal static class NoiseProfiles
{
    /// <summary>The most samples that are asked for at a time.</summary>
    internal const int LargestPart = OverlappingFrames.Size + ((BlockFrames - 1) * OverlappingFrames.Hop);

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

    private const int BlockFrames = 1024;

    /// <summary>The profile of noise alone.</summary>
    internal static NoiseProfile Of(long samples, Func<long, long, Tensor> part, CancellationToken cancellationToken) =>
        new(Smooth(Sum(samples, part, null, cancellationToken), Count(samples)));

    /// <summary>The profile of the noise in a recording.</summary>
    /// <param name="samples">Of the recording.</param>
    /// <param name="part">Gives so many of them from a first one on, [1, count]; asked for each twice.</param>
    /// <param name="share">Of the frames that are noise alone.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static NoiseProfile OfQuietest(long samples, Func<long, long, Tensor> part, double share, CancellationToken cancellationToken)
    {
        var chosen = Quietest(samples, part, share, cancellationToken);
        return OfSum(Sum(samples, part, chosen, cancellationToken), chosen.Length);
    }

    /// <summary>The profile of sound in which tones are none of the noise.</summary>
    /// <param name="sum">[513] the powers of its frames, added up.</param>
    /// <param name="count">How many there are; with 0 there is no noise.</param>
    internal static NoiseProfile OfSum(float[] sum, int count) => new(Smooth(WithoutTones(sum), count));

    // Frames without padding, but for a recording shorter than one.
    private static long Count(long samples) => 1 + (Math.Max(0, samples - OverlappingFrames.Size) / OverlappingFrames.Hop);

    // By the mean of the logarithms: no single band decides, whatever the noise's colour. Frames' numbers, in their order.
    private static int[] Quietest(long samples, Func<long, long, Tensor> part, double share, CancellationToken cancellationToken)
    {
        var count = (int)Count(samples);
        var (scores, levels) = (new List<float>(count), new List<float>(count));
        ForBlocks(samples, part, Hear, cancellationToken);
        var silence = (float)Math.Pow(10, DigitalSilenceDbfs / 10);
        int[] audible = [.. Enumerable.Range(0, count).Where(k => levels[k] > silence)];
        if (audible.Length == 0) audible = [.. Enumerable.Range(0, count)];
        float[] runs = [.. audible.Select((_, k) => Enumerable.Range(Math.Max(0, Math.Min(k - (RunFrames / 2), audible.Length - RunFrames)), Math.Min(RunFrames, audible.Length))
            .Average(at => scores[audible[at]]))];
        var wanted = Math.Min(audible.Length, Math.Max(MinFrames, (int)(share * audible.Length)));
        return [.. Enumerable.Range(0, audible.Length).OrderBy(k => runs[k]).Take(wanted).Select(k => audible[k]).Order()];

        void Hear(Tensor frames, long first)
        {
            using var logs = Power(frames).add_(Tiny).log_().mean([1]).data<float>();
            using var means = frames.square().mean([1]).data<float>();
            scores.AddRange(logs.ToArray());
            levels.AddRange(means.ToArray());
        }
    }

    // [513] sum of the powers of the chosen frames, of all where null.
    private static float[] Sum(long samples, Func<long, long, Tensor> part, int[]? chosen, CancellationToken cancellationToken)
    {
        var sum = new double[OverlappingFrames.Bins];
        ForBlocks(samples, part, Add, cancellationToken);
        return [.. sum.Select(value => (float)value)];

        void Add(Tensor frames, long first)
        {
            if (chosen is not null)
            {
                long[] here = [.. chosen.SkipWhile(k => k < first).TakeWhile(k => k < first + frames.shape[0]).Select(k => k - first)];
                if (here.Length == 0) return;
                frames = frames.index_select(0, tensor(here).to(frames.device));
            }

            using var data = Power(frames).sum(0L).cpu().data<float>();
            var powers = data.ToArray();
            for (var k = 0; k < sum.Length; k++) sum[k] += powers[k];
        }
    }

    // Gives frames, [t, 1024], and the number of the first of them.
    private static void ForBlocks(long samples, Func<long, long, Tensor> part, Action<Tensor, long> work, CancellationToken cancellationToken)
    {
        var count = Count(samples);
        for (long first = 0; first < count; first += BlockFrames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var start = first * OverlappingFrames.Hop;
            var end = ((Math.Min(count, first + BlockFrames) - 1) * OverlappingFrames.Hop) + OverlappingFrames.Size;
            var some = part(start, Math.Min(samples, end) - start);
            work((end > samples ? nn.functional.pad(some, [0, end - samples]) : some).unfold(1, OverlappingFrames.Size, OverlappingFrames.Hop).squeeze(0), first);
        }
    }

    // [t, 1024] to [t, 513]
    private static Tensor Power(Tensor frames) => fft.rfft(frames.mul(hann_window(OverlappingFrames.Size, device: frames.device))).abs().square();

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

    private static float[] Smooth(float[] sum, long count) =>
        [.. sum.Select((_, k) => Math.Max(Tiny, sum[Math.Max(0, k - 1)..Math.Min(sum.Length, k + 2)].Average() / Math.Max(1, count)))];
}
