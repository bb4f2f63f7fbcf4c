using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// YAMNet's front end on tensors: waveform to log-mel frames to patches. Batched, on any device, after
/// https://github.com/tensorflow/models/blob/c8cee8b1e000addfc9a5a1ded1e45ec4ec5d3739/research/audioset/yamnet/features.py.
/// An instance only reads its own tensors: threads may share it.
/// </summary>
public sealed class LogMel : IDisposable
{
    private readonly LogMelOptions options;
    private readonly Tensor window;     // [400] float64
    private readonly Tensor melWeights; // [257, 64] float32

    /// <summary>A front end on a device.</summary>
    /// <param name="options">The figures; YAMNet's when null.</param>
    /// <param name="device">Where waveforms will be; the CPU when null.</param>
    public LogMel(LogMelOptions? options = null, Device? device = null)
    {
        this.options = options ?? LogMelOptions.Default;
        device ??= CPU;
        var bins = (this.options.FftSize / 2) + 1;
        using var scope = NewDisposeScope();
        window = hann_window(this.options.WindowSamples, periodic: true, dtype: ScalarType.Float64, device: device).DetachFromDisposeScope();
        melWeights = tensor(MelFilterBank.Weights(this.options), [bins, this.options.MelBands], device: device).DetachFromDisposeScope();
    }

    /// <summary>Frames worked on at a time. Default 192: their spectra (about 1 MB) stay in a core's cache (docs/performance.md).</summary>
    internal int BlockRows { get; init; } = 192;

    /// <summary>Patches that a recording gives once padded: at least one, and one more for each further hop begun.</summary>
    /// <param name="samples">Length at 16 kHz, 0 or more.</param>
    /// <param name="hopSeconds">Seconds from patch to patch, a whole number of 10 ms frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative length, or a hop under one frame.</exception>
    public static int PatchCount(long samples, double hopSeconds = 0.48)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        var hop = HopSamples(hopSeconds);
        var beyondFirst = Math.Max(0, samples - LogMelOptions.Default.PatchSamples);
        return checked((int)(1 + ((beyondFirst + hop - 1) / hop)));
    }

    /// <summary>Samples after the original's padding rule: zeros at the end until whole patches cover everything.</summary>
    /// <param name="samples">Length at 16 kHz, 0 or more.</param>
    /// <param name="hopSeconds">Seconds from patch to patch, a whole number of 10 ms frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative length, or a hop under one frame.</exception>
    public static long PaddedLength(long samples, double hopSeconds = 0.48) =>
        LogMelOptions.Default.PatchSamples + ((PatchCount(samples, hopSeconds) - 1) * HopSamples(hopSeconds));

    /// <summary>Log-mel frames. The Fourier transform runs in double precision: in single, a loud tone's rounding drowns quiet bands.</summary>
    /// <param name="waveform">[B, samples] float32 at 16 kHz, nominally in [-1, 1]; borrowed. Not padded here.</param>
    /// <returns>[B, frames, 64] float32, the caller's; frames = 1 + (samples - 400) / 160.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or shorter than one window.</exception>
    public Tensor Compute(Tensor waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        var shape = waveform.shape;
        if (shape.Length != 2 || shape[1] < options.WindowSamples)
            throw new ArgumentException($"expected [B, samples] with at least {options.WindowSamples} samples, got [{string.Join(", ", shape)}]", nameof(waveform));

        var (batch, frames) = (shape[0], 1 + ((shape[1] - options.WindowSamples) / options.HopSamples));
        var logMel = empty([batch, frames, options.MelBands], ScalarType.Float32, waveform.device);
        var step = Math.Max(1, BlockRows / Math.Max(1, batch));
        for (long first = 0; first < frames; first += step)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(step, frames - first);
            logMel.narrow(1, first, count).copy_(Block(waveform, first, count));
        }

        return logMel;
    }

    /// <summary>Cuts frames into patches of 96 frames, a hop apart; frames left over at the end are not used.</summary>
    /// <param name="logMel">[B, frames, 64]; borrowed.</param>
    /// <returns>[B, N, 96, 64], the caller's, contiguous.</returns>
    public Tensor Patches(Tensor logMel) => Patches(logMel, options.PatchHopFrames);

    /// <summary>Cuts frames into patches of 96 frames; frames left over at the end are not used.</summary>
    /// <param name="logMel">[B, frames, 64]; borrowed.</param>
    /// <param name="hopFrames">Frames of 10 ms from patch to patch, 1 or more.</param>
    /// <returns>[B, N, 96, 64], the caller's, contiguous.</returns>
    public Tensor Patches(Tensor logMel, int hopFrames)
    {
        ArgumentNullException.ThrowIfNull(logMel);
        using var scope = NewDisposeScope();
        return logMel.unfold(1, options.PatchFrames, hopFrames) // [B, N, 64, 96]
            .transpose(2, 3)                                    // [B, N, 96, 64]
            .contiguous()
            .MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        window.Dispose();
        melWeights.Dispose();
    }

    private static long HopSamples(double hopSeconds)
    {
        var frames = (long)Math.Round(hopSeconds * LogMelOptions.Default.SampleRate / LogMelOptions.Default.HopSamples);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1, nameof(hopSeconds));
        return frames * LogMelOptions.Default.HopSamples;
    }

    private Tensor Block(Tensor waveform, long first, long count)
    {
        var samples = ((count - 1) * options.HopSamples) + options.WindowSamples;
        var windows = waveform.narrow(1, first * options.HopSamples, samples)
            .to(ScalarType.Float64)
            .unfold(1, options.WindowSamples, options.HopSamples)       // [B, count, 400]
            .mul(window);
        // The precision was needed inside the transform; a magnitude is as good in single, and ten times as fast.
        var magnitude = fft.rfft(windows, options.FftSize)
            .to(ScalarType.ComplexFloat32)
            .abs();                                                     // [B, count, 257]
        return magnitude.matmul(melWeights)                             // [B, count, 64]
            .add_(options.LogOffset)
            .log_();
    }
}
