using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Turns the checked datasets of a Keras file into torch's tensors.</summary>
internal static class KerasH5Tensors
{
    public static List<WeightTensor> Convert(Hdf5File file, string path, IReadOnlyList<KerasLayer> layers)
    {
        var tensors = new List<WeightTensor>(YamnetLayout.Tensors.Count);
        foreach (var layer in layers)
        {
            var bias = ReadAll(file, path, layer);
            var (name, shape) = YamnetLayout.Tensors[tensors.Count];
            var kernel = ReadKernel(file, path, layer.Kernel, (int)shape[0]);
            if (layer.Others.Count > 1) bias = [Fold(path, layer, kernel, bias)];
            tensors.Add(new(name, shape, kernel));
            tensors.Add(new(YamnetLayout.Tensors[tensors.Count].Name, YamnetLayout.Tensors[tensors.Count].Shape, bias[0]));
        }

        return tensors;
    }

    private static float[][] ReadAll(Hdf5File file, string path, KerasLayer layer) =>
        [.. layer.Others.Select(dataset => Read(file, path, dataset))];

    // TF keeps the output channel last: (height * width * in, out) becomes (out, height * width * in); see WeightValues.Transpose.
    private static float[] ReadKernel(Hdf5File file, string path, KerasDataset dataset, int channels)
    {
        var values = Read(file, path, dataset);
        return WeightValues.Transpose(values, values.Length / channels, channels);
    }

    private static float[] Read(Hdf5File file, string path, KerasDataset expected)
    {
        using var dataset = file.OpenDataset(expected.Name);
        var values = GC.AllocateUninitializedArray<float>(YamnetLayout.Count(expected.Shape));
        dataset.Read(values);
        if (WeightValues.FirstNonFinite(values) is >= 0 and var bad)
            throw new WeightsFormatException(path, dataset.Offset + (4L * bad), $"value {bad} of '{expected.Name}' is not a finite number");
        return values;
    }

    private static float[] Fold(string path, KerasLayer layer, float[] kernel, float[][] normalisation)
    {
        try
        {
            return BatchNormFolding.Fold(
                kernel, [], normalisation[0], normalisation[1], normalisation[2], YamnetLayout.BatchNormEpsilon);
        }
        catch (InvalidDataException error)
        {
            throw new WeightsFormatException(path, null, $"'{layer.Others[2].Name}' has {error.Message}", null, error);
        }
    }
}
