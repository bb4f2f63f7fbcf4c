namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// YAMNet's topology as a table (MobileNetV1, width 1.0), after
/// https://github.com/tensorflow/models/blob/c8cee8b1e000addfc9a5a1ded1e45ec4ec5d3739/research/audioset/yamnet/yamnet.py.
/// The network and every reader take names and shapes from here.
/// </summary>
internal static class YamnetLayout
{
    /// <summary>AudioSet classes that the network scores.</summary>
    public const int ClassCount = 521;

    /// <summary>Length of an embedding: the channels of the last convolution, averaged over its 3x2 positions.</summary>
    public const int EmbeddingSize = 1024;

    /// <summary>The dense layer's name.</summary>
    public const string LogitsName = "logits";

    /// <summary>Epsilon of YAMNet's batch normalisation: 1e-4, neither Keras' 1e-3 nor torch's 1e-5.</summary>
    public const float BatchNormEpsilon = 1e-4f;

    /// <summary>The depthwise-separable blocks, layers 2 to 14: number, channels in and out, stride of the depthwise half.</summary>
    public static IReadOnlyList<YamnetBlock> Blocks { get; } =
    [
        new(2, 32, 64, 1),
        new(3, 64, 128, 2),
        new(4, 128, 128, 1),
        new(5, 128, 256, 2),
        new(6, 256, 256, 1),
        new(7, 256, 512, 2),
        new(8, 512, 512, 1),
        new(9, 512, 512, 1),
        new(10, 512, 512, 1),
        new(11, 512, 512, 1),
        new(12, 512, 512, 1),
        new(13, 512, 1024, 2),
        new(14, 1024, 1024, 1),
    ];

    /// <summary>The first layer: 3x3, stride 2, one channel to 32.</summary>
    public static YamnetConvolution FirstConvolution { get; } = new(1, YamnetConvolutionKind.Full, 1, 32, 2);

    /// <summary>All 27 convolutions in the order in which a patch passes them.</summary>
    public static IReadOnlyList<YamnetConvolution> Convolutions { get; } =
        [FirstConvolution, .. Blocks.SelectMany(block => new[] { block.Depthwise, block.Pointwise })];

    /// <summary>Name and shape of all 56 tensors in canonical order: each layer's weight, then its bias; the dense layer last.</summary>
    public static IReadOnlyList<(string Name, long[] Shape)> Tensors { get; } =
    [
        .. Convolutions.SelectMany(convolution => new[]
        {
            (convolution.Name + ".weight", convolution.WeightShape),
            (convolution.Name + ".bias", [convolution.OutChannels]),
        }),
        (LogitsName + ".weight", [ClassCount, EmbeddingSize]),
        (LogitsName + ".bias", [ClassCount]),
    ];

    /// <summary>Number of values in a shape from this table.</summary>
    public static int Count(long[] shape) => (int)shape.Aggregate(1L, (product, size) => product * size);
}
