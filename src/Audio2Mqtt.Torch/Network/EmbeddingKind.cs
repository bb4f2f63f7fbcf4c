namespace Audio2Mqtt.Torch.Network;

/// <summary>What turns sound into the vectors that a head is trained on.</summary>
public enum EmbeddingKind
{
    /// <summary>YAMNet's 1024 values a patch of 0.96 s.</summary>
    Yamnet,

    /// <summary>FFT magnitude bins: needs no pretrained weights.</summary>
    Spectrum,
}
