using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Reads YAMNet from the weights that Keras saved, <c>yamnet.h5</c>: convolutions without bias, each followed by batch normalisation with
/// an offset and no scale, which is folded here. The activation is the float network's ReLU; the file does not tell.
/// </summary>
internal static class KerasH5Reader
{
    // A saved model keeps its weights under this group; saved weights alone have none.
    private const string ModelPrefix = "/model_weights";

    private static readonly string[] DenseNames = ["logits", "dense"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="WeightsFormatException">Broken, or not YAMNet.</exception>
    /// <exception cref="NativeLibraryException">libhdf5 is missing.</exception>
    public static YamnetWeights Read(string path)
    {
        var tensors = Use(path, file => KerasH5Tensors.Convert(file, path, Plan(file, path)));
        var provenance = new WeightsProvenance
        {
            SourceFile = Path.GetFileName(path),
            SourceSha256 = FileHash.Sha256(path),
            Format = "keras-h5",
        };
        return new(YamnetActivation.Relu, [], provenance, tensors);
    }

    /// <summary>Finds and checks every dataset without reading its values.</summary>
    /// <exception cref="WeightsFormatException">Broken, or not YAMNet.</exception>
    public static void CheckStructure(string path) => Use(path, file => Plan(file, path));

    private static T Use<T>(string path, Func<Hdf5File, T> use)
    {
        using (var bytes = MappedFile.Open(path)) Hdf5Structure.Check(bytes.Memory, path);
        try
        {
            using var file = Hdf5File.Open(path);
            return use(file);
        }
        catch (Hdf5Exception error)
        {
            throw new WeightsFormatException(path, null, error.Message, null, error);
        }
    }

    /// <summary>The datasets that make each tensor pair: a kernel and either three of batch normalisation or a bias.</summary>
    private static List<KerasLayer> Plan(Hdf5File file, string path)
    {
        var prefix = file.Has(ModelPrefix) ? ModelPrefix : "";
        var layers = YamnetLayout.Convolutions.Select(convolution => PlanConvolution(prefix, convolution)).ToList();
        var dense = DenseNames.FirstOrDefault(name => file.Has($"{prefix}/{name}"))
            ?? throw new WeightsFormatException(path, null, $"no dense layer ({string.Join(" or ", DenseNames)})");
        layers.Add(new(
            Dataset(prefix, dense, "kernel", YamnetLayout.EmbeddingSize, YamnetLayout.ClassCount),
            [Dataset(prefix, dense, "bias", YamnetLayout.ClassCount)]));
        foreach (var expected in layers.SelectMany(layer => layer.Others.Prepend(layer.Kernel)))
        {
            using var dataset = file.OpenDataset(expected.Name);
            if (!dataset.Shape.AsSpan().SequenceEqual(expected.Shape))
                throw new WeightsFormatException(
                    path,
                    dataset.Offset,
                    $"'{expected.Name}' has the shape {WeightTensor.DescribeShape(dataset.Shape)} where {WeightTensor.DescribeShape(expected.Shape)} belongs");
        }

        return layers;
    }

    private static KerasLayer PlanConvolution(string prefix, YamnetConvolution convolution)
    {
        var layer = convolution.Name.Replace('.', '/');
        var size = convolution.KernelSize;
        var kernel = convolution.Kind == YamnetConvolutionKind.Depthwise
            ? Dataset(prefix, layer, "depthwise_kernel", size, size, convolution.OutChannels, 1)
            : Dataset(prefix, layer, "kernel", size, size, convolution.InChannels, convolution.OutChannels);
        return new(
            kernel,
            [.. new[] { "beta", "moving_mean", "moving_variance" }.Select(name => Dataset(prefix, layer + "/bn", name, convolution.OutChannels))]);
    }

    // Keras makes a group per layer, and in it the variable's own path, which begins with the layer's name again.
    private static KerasDataset Dataset(string prefix, string layer, string variable, params long[] shape) =>
        new($"{prefix}/{layer}/{layer}/{variable}:0", shape);
}
