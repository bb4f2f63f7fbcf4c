namespace Audio2Mqtt.Torch.Preparation;

/// <summary>What converted files have in common.</summary>
public enum NormalisationKind
{
    /// <summary>The level of their highest peak, -1 dBFS.</summary>
    Peak,

    /// <summary>Their loudness, -23 LUFS (EBU R 128), or less where peaks would exceed -1 dBFS.</summary>
    Loudness,
}
