using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// Changes how long a sound lasts and not how high it is. Frames of a short-time Fourier transform are read faster or slower, and each
/// bin's phase goes on by what it advanced between the frames read (Flanagan and Golden 1966, https://doi.org/10.1002/j.1538-7305.1966.tb01706.x).
/// Bins round a peak keep their phases relative to it (identity locking: Laroche and Dolson 1999, https://doi.org/10.1109/89.759041), and
/// at an onset all phases start again from the recording's own, which keeps an impulse an impulse (after Röbel 2003, DAFx).
/// Everything is a product of unit complex numbers, so no angle is ever computed.
/// </summary>
public static class PhaseVocoder
{
    private const int FftSize = OverlappingFrames.Size;
    private const int Hop = OverlappingFrames.Hop;
    private const int Lead = OverlappingFrames.Lead;

    // A frame begins an onset where half of its magnitude is new.
    private const double OnsetShare = 0.5;

    // Far below one step of 24 bits, and its square is a normal float: gives empty bins a phase, 0, and changes no other.
    private const float Tiny = 1e-15f;

    /// <summary>Plays faster or slower at the same pitch. The mean power is kept.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; borrowed.</param>
    /// <param name="rate">How many times as fast, in [0.25, 4]; 1.25 makes 4 s of 5 s.</param>
    /// <returns>[B, round(samples / rate)], at least one sample; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> outside its range.</exception>
    public static Tensor Stretch(Tensor waveform, double rate)
    {
        Waveforms.Check(waveform);
        if (rate is not (>= 0.25 and <= 4)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "must be in [0.25, 4]");
        if (rate == 1) return waveform.clone();

        using var scope = NewDisposeScope();
        var length = Math.Max(1, (long)Math.Round(waveform.shape[1] / rate));
        var window = hann_window(FftSize, device: waveform.device);
        var spectrum = fft.rfft(OverlappingFrames.Of(waveform).mul(window));    // [B, T, 513] complex
        var (frames, weights) = Reading(spectrum.shape[1], OverlappingFrames.Count(length), rate);
        var moved = Moved(spectrum, frames.to(waveform.device), weights.to(waveform.device));
        var stretched = OverlappingFrames.Add(moved, window).narrow(1, Lead, length);     // [B, length]
        return Waveforms.WithPowerOf(stretched, waveform).MoveToOuterDisposeScope();
    }

    // Which frame each new frame is read at, and how far it lies towards the next: the middles of the windows move by the rate.
    private static (Tensor Frames, Tensor Weights) Reading(long count, long newCount, double rate)
    {
        const double middle = (FftSize / 2) - Lead;
        var positions = arange(newCount, dtype: ScalarType.Float64).mul_(Hop).add_(middle).mul_(rate).sub_(middle).div_(Hop).clamp_(0, count - 1);
        var frames = positions.floor();
        return (frames.to(ScalarType.Int64), positions.sub(frames).to(ScalarType.Float32));
    }

    private static Tensor Moved(Tensor spectrum, Tensor frames, Tensor weights)
    {
        var magnitudes = spectrum.abs();                                       // [B, T, 513]
        var next = frames.add(1).clamp_max(spectrum.shape[1] - 1);
        var magnitude = magnitudes.index_select(1, frames).lerp_(magnitudes.index_select(1, next), weights.unsqueeze(1)); // [B, T', 513]

        var units = spectrum.add(Tiny).sgn();                                  // each bin's phase as e^(i phase)
        var unit = units.index_select(1, frames);
        var advance = unit * units.index_select(1, frames.sub(1).clamp_min(0)).conj();
        var travelled = advance.cumprod(1);                                    // from the first frame on
        var starts = LastOnsets(magnitudes, frames).unsqueeze(2).expand(-1, -1, spectrum.shape[2]);
        var phase = (unit * travelled.conj()).gather(1, starts).mul_(travelled);
        var rotation = (phase * unit.conj()).gather(2, NearestPeaks(magnitude));
        return unit.mul_(rotation).mul_(magnitude);
    }

    // For each new frame the last one, itself included, at which a sound sets in: [B, T'] of indices into the new frames.
    private static Tensor LastOnsets(Tensor magnitudes, Tensor frames)
    {
        var (batch, count) = (magnitudes.shape[0], magnitudes.shape[1]);
        var total = magnitudes.sum(2L);                                        // [B, T]
        var onset = zeros([batch, count], ScalarType.Bool, magnitudes.device);
        if (count > 1)
        {
            var rise = magnitudes.narrow(1, 1, count - 1).sub(magnitudes.narrow(1, 0, count - 1)).clamp_min_(0).sum(2L);
            onset.narrow(1, 1, count - 1).copy_(rise.gt(total.narrow(1, 1, count - 1).mul(OnsetShare)));
        }

        // A frame that is read twice is an onset once.
        var isNew = ones([frames.shape[0]], ScalarType.Bool, magnitudes.device);
        if (frames.shape[0] > 1) isNew.narrow(0, 1, frames.shape[0] - 1).copy_(frames.narrow(0, 1, frames.shape[0] - 1).ne(frames.narrow(0, 0, frames.shape[0] - 1)));
        var indices = arange(frames.shape[0], dtype: ScalarType.Int64, device: magnitudes.device);
        return onset.index_select(1, frames).logical_and(isNew).to(ScalarType.Int64).mul_(indices).cummax(1).values;
    }

    // [B, T', 513]: the index of the loudest bin that each bin belongs to.
    private static Tensor NearestPeaks(Tensor magnitude)
    {
        var bins = magnitude.shape[2];
        var index = arange(bins, dtype: ScalarType.Float32, device: magnitude.device);
        // A peak is the loudest of five bins: the main lobe of a Hann window is four wide.
        var isPeak = nn.functional.max_pool1d(magnitude, 5, stride: 1, padding: 2).eq(magnitude).to(ScalarType.Float32);
        // Running maxima of the peaks' places from either side; where there is no peak yet, a place far outside.
        var far = 2 * bins;
        var below = isPeak.mul(index.add(far)).cummax(2).values.sub_(far);
        var above = isPeak.mul_(index.neg().add_(far)).flip(2).cummax(2).values.flip(2).sub_(far).neg_();
        return where(below.add(above).ge(index.mul(2)), below, above).to(ScalarType.Int64);
    }
}
