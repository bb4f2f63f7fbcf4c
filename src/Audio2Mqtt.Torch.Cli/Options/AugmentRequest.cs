using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What <c>--augment</c> and the options of its kinds ask for.</summary>
internal sealed record AugmentRequest
{
    public required AugmentationOptions Options { get; init; }

    /// <summary>Augmented copies of each clip, beside the clip itself.</summary>
    public required int Copies { get; init; }

    /// <summary>A folder of recorded noise; null for none.</summary>
    public string? NoiseFolder { get; init; }

    /// <summary>Reads the folder of noise, where there is one.</summary>
    /// <exception cref="UsageException">It does not exist, or holds nothing that can serve as noise.</exception>
    public NoiseRecordings? OpenNoise(CancellationToken cancellationToken)
    {
        if (NoiseFolder is null) return null;
        try
        {
            return NoiseRecordings.FromFolder(NoiseFolder, null, cancellationToken);
        }
        catch (Audio2MqttException error)
        {
            throw new UsageException($"--noise {error.Message}");
        }
    }
}
