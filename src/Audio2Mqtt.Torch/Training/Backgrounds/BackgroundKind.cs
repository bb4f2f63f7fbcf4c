namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>What a synthetic background is made of.</summary>
public enum BackgroundKind
{
    /// <summary>A flat spectrum, 0 dB an octave: <c>white_noise_000</c>.</summary>
    WhiteNoise,

    /// <summary>3 dB less an octave: <c>pink_noise_000</c>.</summary>
    PinkNoise,

    /// <summary>6 dB less an octave: <c>brown_noise_000</c>.</summary>
    BrownNoise,

    /// <summary>
    /// A quiet room, <c>silence_000</c>: pink noise from -58 to -50 dBFS. Zeros would teach nothing: no microphone gives them, and training leaves out what is
    /// below -60 dBFS.
    /// </summary>
    Silence,
}
