namespace Audio2Mqtt.Torch.Network;

/// <summary>Where a network is trained.</summary>
public enum ComputeDevice
{
    /// <summary>On a CUDA device where there is one, else on the CPU.</summary>
    Auto,

    /// <summary>On the CPU.</summary>
    Cpu,

    /// <summary>On a CUDA device.</summary>
    Cuda,
}
