using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// Waveform to spectra: magnitudes of a Fourier transform over each window, averaged in bands of equal width, in decibel-like logarithm.
/// An instance only reads its own tensors: threads may share it.
/// </summary>
/// <remarks>
/// A window is weighted by a periodic Hann window w and transformed: <c>m[k] = 2 |X[k]| / sum(w)</c>, so that a full-scale sine on a line
/// has 1. The bands part <c>[low, high]</c> evenly, high being at most 8000 Hz; a line at frequency f belongs to the band with
/// <c>lower &lt;= f &lt; upper</c>, and a band too narrow for a line takes the next one above its lower edge. A bin is <c>ln(mean(m) + 1e-5)</c>:
/// on a linear scale the lowest bands would be all that a network sees (docs/model.md has the measurement), and 1e-5 is -100 dB, below what 16 bits hold.
/// Normalised, a window's bins become <c>(bin - min) / (max - min)</c>; all 0 where they are all alike.
/// </remarks>
public sealed class Spectrum : IDisposable
{
    /// <summary>Added to a magnitude before the logarithm: -100 dB below full scale.</summary>
    internal const double LogOffset = 1e-5;

    /// <summary>What a window's range is at least, so that bins that are all alike become 0.</summary>
    internal const double SmallestRange = 1e-9;

    private const double SampleRate = 16_000;

    // Samples transformed at a time: in double, with spectrum and sums, some 6 MB.
    private const long BlockSamples = 1 << 18;

    private readonly SpectrumOptions options;
    private readonly Tensor window;   // [window] float64, 2 w / sum(w)
    private readonly Tensor begin;    // [bins] int64, the first line of each band
    private readonly Tensor end;      // [bins] int64, the line after its last
    private readonly Tensor perLine;  // [bins] float64, 1 / lines

    /// <summary>A front end on a device.</summary>
    /// <param name="options">The figures; the defaults when null.</param>
    /// <param name="device">Where waveforms will be; the CPU when null.</param>
    /// <exception cref="ArgumentException">The lowest frequency is not below the highest, or 8000 Hz.</exception>
    public Spectrum(SpectrumOptions? options = null, Device? device = null)
    {
        this.options = options ?? new();
        device ??= CPU;
        var bands = Bands(this.options);
        using var scope = NewDisposeScope();
        window = tensor(WindowWeights(WindowSamples), device: device).DetachFromDisposeScope();
        begin = tensor([.. bands.Select(band => (long)band.Begin)], device: device).DetachFromDisposeScope();
        end = tensor([.. bands.Select(band => (long)band.End)], device: device).DetachFromDisposeScope();
        perLine = tensor([.. bands.Select(band => 1.0 / (band.End - band.Begin))], device: device).DetachFromDisposeScope();
    }

    /// <summary>Samples in a window: whole frames of 10 ms.</summary>
    public int WindowSamples => options.Patch.WindowSamples;

    /// <summary>Spectra of every whole window; samples left over at the end are not heard.</summary>
    /// <param name="waveforms">[B, samples] float32 at 16 kHz, at least one window long; borrowed.</param>
    /// <param name="hopSamples">Samples from window to window, 1 or more.</param>
    /// <returns>[B, N, bins] float32, the caller's; N = 1 + (samples - window) / hop.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or shorter than a window.</exception>
    public Tensor Compute(Tensor waveforms, int hopSamples)
    {
        ArgumentNullException.ThrowIfNull(waveforms);
        ArgumentOutOfRangeException.ThrowIfLessThan(hopSamples, 1);
        var shape = waveforms.shape;
        if (shape.Length != 2 || shape[1] < WindowSamples)
            throw new ArgumentException($"expected [B, samples] with at least {WindowSamples} samples, got [{string.Join(", ", shape)}]", nameof(waveforms));

        var (batch, count) = (shape[0], 1 + ((shape[1] - WindowSamples) / hopSamples));
        var spectra = empty([batch, count, options.Bins], ScalarType.Float32, waveforms.device);
        var step = Math.Max(1, BlockSamples / (Math.Max(1, batch) * WindowSamples));
        for (long first = 0; first < count; first += step)
        {
            using var scope = NewDisposeScope();
            var some = Math.Min(step, count - first);
            var samples = waveforms.narrow(1, first * hopSamples, ((some - 1) * hopSamples) + WindowSamples);
            spectra.narrow(1, first, some).copy_(Block(samples, hopSamples));
        }

        return spectra;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        window.Dispose();
        begin.Dispose();
        end.Dispose();
        perLine.Dispose();
    }

    /// <summary>The window's weights, 2 w / sum(w) for a periodic Hann window w, whose sum is half its length.</summary>
    internal static double[] WindowWeights(int samples) =>
        [.. Enumerable.Range(0, samples).Select(n => (1 - Math.Cos(2 * Math.PI * n / samples)) * 2 / samples)];

    /// <summary>The lines of each band: from Begin to before End.</summary>
    /// <exception cref="ArgumentException">The lowest frequency is not below the highest, or 8000 Hz.</exception>
    internal static (int Begin, int End)[] Bands(SpectrumOptions options)
    {
        var high = Math.Min(options.HighHz, SampleRate / 2);
        if (options.LowHz >= high) throw new ArgumentException($"no frequencies between {options.LowHz} and {high} Hz", nameof(options));
        var samples = options.Patch.WindowSamples;
        var lines = (samples / 2) + 1;
        int Line(int edge)
        {
            // The upper edge of all belongs to the last band.
            if (edge == options.Bins) return Math.Min(lines, (int)Math.Floor(high * samples / SampleRate) + 1);
            return Math.Min(lines - 1, (int)Math.Ceiling((options.LowHz + ((high - options.LowHz) * edge / options.Bins)) * samples / SampleRate));
        }

        return [.. Enumerable.Range(0, options.Bins).Select(band => (Line(band), Math.Max(Line(band) + 1, Line(band + 1))))];
    }

    private Tensor Block(Tensor samples, int hopSamples)
    {
        var windows = samples.to(ScalarType.Float64).unfold(1, WindowSamples, hopSamples).mul(window);  // [B, some, window]
        var sums = nn.functional.pad(fft.rfft(windows).abs(), [1, 0]).cumsum(-1);                        // [B, some, lines + 1]
        var means = (sums.index_select(-1, end) - sums.index_select(-1, begin)).mul_(perLine);           // [B, some, bins]
        var bins = means.clamp_min_(0).add_(LogOffset).log_();
        if (!options.IsNormalised) return bins;
        var low = bins.amin([-1], keepdim: true);
        var range = bins.amax([-1], keepdim: true).sub_(low).clamp_min_(SmallestRange);
        return bins.sub_(low).div_(range);
    }
}
