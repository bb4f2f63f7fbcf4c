namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Which of the two genuine YAMNets. They share a topology and a class list, but are two trainings: embeddings and scores of one mean
/// nothing to a head trained on the other.
/// </summary>
public enum YamnetVariant
{
    /// <summary>The official 8-bit TFLite network, dequantised; ReLU6. The default.</summary>
    Lite,

#pragma warning disable CA1720 // The network's name, as users type it.
    /// <summary>TF-Hub's float network (<c>yamnet.h5</c>, TF.js, dynamic-range TFLite); ReLU.</summary>
    Float,
#pragma warning restore CA1720
}
