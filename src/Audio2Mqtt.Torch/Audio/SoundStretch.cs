namespace Audio2Mqtt.Torch.Audio;

/// <summary>A stretch of samples: from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="First">Index of its first sample.</param>
/// <param name="End">Index after its last sample.</param>
public readonly record struct SoundStretch(int First, int End)
{
    /// <summary>How many samples it has.</summary>
    public int Length => End - First;
}
