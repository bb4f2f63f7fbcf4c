namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Noise by the slope of its power spectrum.</summary>
public enum NoiseColour
{
    /// <summary>Flat: the same power in each hertz.</summary>
    White,

    /// <summary>Power falls as 1/f, 3 dB an octave: the same power in each octave, as most of nature has it.</summary>
    Pink,

    /// <summary>Power falls as 1/f², 6 dB an octave: rumble, wind, traffic far away.</summary>
    Brown,

    /// <summary>Power rises as f, 3 dB an octave: hiss.</summary>
    Blue,

    /// <summary>Power rises as f², 6 dB an octave.</summary>
    Violet,
}
