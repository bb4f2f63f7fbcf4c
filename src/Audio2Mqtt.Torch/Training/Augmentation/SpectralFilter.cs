using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Rooms and band limits: both multiply a waveform's spectrum, so one transform there and one back serve both.</summary>
public static class SpectralFilter
{
    // A steep edge rings on both sides; silence this long keeps one end of the clip from ringing into the other.
    private const int Guard = 2048;

    /// <summary>Convolves with an impulse response and weighs by a band limit; either may be missing.</summary>
    /// <param name="waveform">[B, samples] float32, at least one sample; silence is taken to lie round it; borrowed.</param>
    /// <param name="impulseResponse">[taps] float32 (<see cref="RoomResponse"/>), or null; borrowed.</param>
    /// <param name="band">Edges and tilt, or null.</param>
    /// <returns>[B, samples]: what rings on beyond the end is cut off; the caller's.</returns>
    /// <exception cref="ArgumentException">Not two dimensions, or no samples.</exception>
    public static Tensor Apply(Tensor waveform, Tensor? impulseResponse, BandLimit? band)
    {
        Waveforms.Check(waveform);
        if (impulseResponse is null && band is null) return waveform.clone();

        using var scope = NewDisposeScope();
        var samples = waveform.shape[1];
        var size = FourierSize.AtLeast(samples + Math.Max(impulseResponse?.shape[0] ?? 0, Guard));
        var spectrum = fft.rfft(waveform, size);                               // [B, size / 2 + 1]
        if (impulseResponse is not null) spectrum.mul_(fft.rfft(impulseResponse, size));
        if (band is not null) spectrum.mul_(band.Response(size, waveform.device));
        return fft.irfft(spectrum, size).narrow(1, 0, samples).contiguous().MoveToOuterDisposeScope();
    }
}
