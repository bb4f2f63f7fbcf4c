namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>Element types by ONNX's numbers.</summary>
internal enum OnnxType
{
    /// <summary>float32.</summary>
    Float = 1,

    /// <summary>int64.</summary>
    Int64 = 7,

    /// <summary>float64.</summary>
    Double = 11,
}
