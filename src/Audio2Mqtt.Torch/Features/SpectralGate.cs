using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// Takes steady noise off a sound: each cell of a short-time Fourier transform is lowered by as much as it and its neighbours in time and frequency do not
/// stand out of the noise (after Boll 1979, https://doi.org/10.1109/TASSP.1979.1163209). Means over 3 bins decide, of 7 frames (0.11 s) for what is brief and of 25
/// (0.4 s) for what is faint, and the gate opens gradually, so that no single cells stay behind that would ring (musical noise). Phases stay as they are.
/// </summary>
/// <param name="options">How noise is told from sound; null for the defaults.</param>
public sealed class SpectralGate(SpectralGateOptions? options = null)
{
    /// <summary>Frames on either side of a cell of which the mean is made that tells what is brief.</summary>
    internal const int BriefReach = 3;

    /// <summary>Frames on either side of a cell of which the mean is made that tells what is faint.</summary>
    internal const int FaintReach = 12;

    /// <summary>Bins on either side.</summary>
    internal const int BinReach = 1;

    /// <summary>What lies farther from a sample than this does not change what becomes of it: the frames it lies in, and those that decide about them.</summary>
    internal const int ReachSamples = OverlappingFrames.Size + (FaintReach * OverlappingFrames.Hop);

    /// <summary>A quarter of a minute of samples, which profiles are made of.</summary>
    internal const int LargestPart = NoiseProfiles.LargestPart;

    // The longer mean strays less from the noise, so less above it is sound already.
    private const double FaintDb = 3;

    // Between noise as a whole and sound as a whole.
    private const double SlopeDb = 3;

    // A minute at a time: an hour's spectrum would need a gigabyte.
    private const long BlockFrames = 4096;

    private readonly SpectralGateOptions options = options ?? new();

    /// <summary>The profile of noise alone.</summary>
    /// <param name="noise">[1, samples] float32 at 16 kHz, at least one sample; borrowed.</param>
    /// <exception cref="ArgumentException">Another shape, or no samples.</exception>
    public static NoiseProfile Measure(Tensor noise) =>
        Measure(Checked(noise).shape[1], (first, count) => noise.narrow(1, first, count), CancellationToken.None);

    /// <summary>The same of noise that is not in memory as a whole.</summary>
    /// <param name="samples">How many there are.</param>
    /// <param name="part">Gives so many from a first one on, [1, count], good until the next ones are asked for; at most <see cref="LargestPart"/> at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static NoiseProfile Measure(long samples, Func<long, long, Tensor> part, CancellationToken cancellationToken) => NoiseProfiles.Of(samples, part, cancellationToken);

    /// <summary>
    /// The profile of the noise in a recording, from its quietest frames, wherever they are. A steady tone, which would seem to be noise because no frame is without it, is
    /// told by standing out of its neighbouring frequencies, and counts as sound.
    /// </summary>
    /// <param name="waveform">[1, samples] float32 at 16 kHz, at least one sample; borrowed.</param>
    /// <exception cref="ArgumentException">Another shape, or no samples.</exception>
    public NoiseProfile Estimate(Tensor waveform) =>
        Estimate(Checked(waveform).shape[1], (first, count) => waveform.narrow(1, first, count), CancellationToken.None);

    /// <summary>The same of a recording that is not in memory as a whole.</summary>
    /// <param name="samples">How many it has.</param>
    /// <param name="part">As of <see cref="Measure(long, Func{long, long, Tensor}, CancellationToken)"/>; asked for each twice.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal NoiseProfile Estimate(long samples, Func<long, long, Tensor> part, CancellationToken cancellationToken) =>
        NoiseProfiles.OfQuietest(samples, part, options.QuietShare, cancellationToken);

    /// <summary>Takes noise off.</summary>
    /// <param name="waveform">[1, samples] float32 at 16 kHz, at least one sample; borrowed.</param>
    /// <param name="noise">What is taken off.</param>
    /// <returns>[1, samples], the caller's.</returns>
    /// <exception cref="ArgumentException">Another shape, or no samples.</exception>
    public Tensor Apply(Tensor waveform, NoiseProfile noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Checked(waveform);
        using var scope = NewDisposeScope();
        var window = hann_window(OverlappingFrames.Size, device: waveform.device);
        var floor = tensor(noise.Power, [1, 1, OverlappingFrames.Bins]).to(waveform.device);
        var (samples, count) = (waveform.shape[1], OverlappingFrames.Count(waveform.shape[1]));
        var result = empty([1, samples], ScalarType.Float32, waveform.device);
        for (long first = 0; first < count; first += BlockFrames)
        {
            using var block = NewDisposeScope();

            // Neighbours on either side: frames that decide, and three that share samples.
            const int margin = FaintReach + 3;
            var (from, end) = (Math.Max(0, first - margin), Math.Min(count, first + BlockFrames + margin));
            var spectrum = fft.rfft(OverlappingFrames.Of(waveform, from, end).mul(window));       // [1, t, 513]
            var power = spectrum.abs().square();                                                 // [1, t, 513]
            spectrum.mul_(Gains(cat([Mean(power, BriefReach), Mean(power, FaintReach)], 0), floor, options));
            var sound = OverlappingFrames.Add(spectrum, window);

            // A frame's first hop is complete once the three frames after it are added: the block's samples begin there.
            var own = OverlappingFrames.Samples(first, Math.Min(count, first + BlockFrames), samples);
            result.narrow(1, own.First, own.Length).copy_(sound.narrow(1, own.First - OverlappingFrames.Start(from), own.Length));
        }

        return result.MoveToOuterDisposeScope();
    }

    /// <summary>What cells are multiplied by.</summary>
    /// <param name="means">[2, t, 513] mean powers, over few frames and over many; changed.</param>
    /// <param name="floor">[1, 1, 513] power of the noise.</param>
    /// <param name="options">How noise is told from sound.</param>
    /// <returns>[1, t, 513] factors in (0, 1], the caller's.</returns>
    internal static Tensor Gains(Tensor means, Tensor floor, SpectralGateOptions options)
    {
        using var scope = NewDisposeScope();
        float[] soundDb = [(float)options.SoundDb, (float)(options.SoundDb - FaintDb)];
        var sound = tensor(soundDb, [2, 1, 1]).to(means.device);
        var closed = means.div_(floor).clamp_min_(1e-6).log10_().mul_(-10).add_(sound).div_(SlopeDb).clamp_(0, 1);  // 0 is sound, 1 is noise
        return closed.amin([0L], keepdim: true).mul_(-options.ReductionDb / 20 * Math.Log(10)).exp_().MoveToOuterDisposeScope();
    }

    // [1, t, 513]: of cells and their neighbours, as many as there are.
    private static Tensor Mean(Tensor power, int reach) =>
        nn.functional.avg_pool2d(power, ((2 * reach) + 1, (2 * BinReach) + 1), stride: (1, 1), padding: (reach, BinReach), count_include_pad: false);

    private static Tensor Checked(Tensor waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        if (waveform.shape is [1, >= 1]) return waveform;
        throw new ArgumentException($"expected [1, samples] with at least one sample, got [{string.Join(", ", waveform.shape)}]", nameof(waveform));
    }
}
