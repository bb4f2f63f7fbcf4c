namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>One depthwise-separable block of YAMNet: a 3x3 depthwise convolution, then a 1x1 one.</summary>
/// <param name="Layer">YAMNet's layer number, 2 to 14.</param>
/// <param name="InChannels">Channels in.</param>
/// <param name="OutChannels">Channels out.</param>
/// <param name="Stride">Stride of the depthwise convolution, 1 or 2 on both axes.</param>
internal sealed record YamnetBlock(int Layer, int InChannels, int OutChannels, int Stride)
{
    /// <summary>The block's first half.</summary>
    public YamnetConvolution Depthwise => new(Layer, YamnetConvolutionKind.Depthwise, InChannels, InChannels, Stride);

    /// <summary>The block's second half.</summary>
    public YamnetConvolution Pointwise => new(Layer, YamnetConvolutionKind.Pointwise, InChannels, OutChannels, 1);
}
