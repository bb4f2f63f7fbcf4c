using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Noise that clips are evaluated under.</summary>
/// <param name="Colour">Its colour.</param>
/// <param name="SnrDb">The clip's mean power over the noise's, in dB: in [-60, 100].</param>
public sealed record NoiseCondition(NoiseColour Colour, double SnrDb);
