namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One of the three kinds of convolution in YAMNet.</summary>
internal enum YamnetConvolutionKind
{
    /// <summary>3x3 over all channels: the first layer.</summary>
    Full,

    /// <summary>3x3 on each channel alone.</summary>
    Depthwise,

    /// <summary>1x1 over all channels.</summary>
    Pointwise,
}

/// <summary>One convolution of YAMNet, with bias and followed by the activation. TF's 'SAME' padding everywhere.</summary>
/// <param name="Layer">YAMNet's layer number, 1 to 14.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="InChannels">Channels in.</param>
/// <param name="OutChannels">Channels out.</param>
/// <param name="Stride">1 or 2, on both axes.</param>
internal sealed record YamnetConvolution(int Layer, YamnetConvolutionKind Kind, int InChannels, int OutChannels, int Stride)
{
    /// <summary>The kernel's height and width.</summary>
    public int KernelSize => Kind == YamnetConvolutionKind.Pointwise ? 1 : 3;

    /// <summary>The name in a state dictionary, such as <c>layer2.depthwise_conv</c>.</summary>
    public string Name => Kind switch
    {
        YamnetConvolutionKind.Full => $"layer{Layer}.conv",
        YamnetConvolutionKind.Depthwise => $"layer{Layer}.depthwise_conv",
        _ => $"layer{Layer}.pointwise_conv",
    };

    /// <summary>The weight's shape in torch's layout, [out, in / groups, height, width].</summary>
    public long[] WeightShape =>
        [OutChannels, Kind == YamnetConvolutionKind.Depthwise ? 1 : InChannels, KernelSize, KernelSize];
}
