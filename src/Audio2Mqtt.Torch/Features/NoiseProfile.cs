namespace Audio2Mqtt.Torch.Features;

/// <summary>How much noise there is at each frequency: what a <see cref="SpectralGate"/> takes off.</summary>
public sealed class NoiseProfile
{
    internal NoiseProfile(float[] power) => Power = power;

    /// <summary>[513] mean power of Hann-windowed frames of 1024 samples at 16 kHz, 15.6 Hz apart; above 0.</summary>
    internal float[] Power { get; }
}
