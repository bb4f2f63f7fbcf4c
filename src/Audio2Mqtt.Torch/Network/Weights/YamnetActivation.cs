namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The activation after each of YAMNet's convolutions; the weights say which.</summary>
public enum YamnetActivation
{
    /// <summary>max(x, 0): the float network.</summary>
    Relu,

    /// <summary>min(max(x, 0), 6): the 8-bit network, which was retrained with it.</summary>
    Relu6,
}
