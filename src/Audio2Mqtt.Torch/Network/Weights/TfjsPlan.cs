namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Batch normalisation that follows a convolution unfolded.</summary>
/// <param name="Parameters">Scale, offset, mean, variance.</param>
/// <param name="Epsilon">Its epsilon.</param>
internal sealed record TfjsNormalisation(IReadOnlyList<TfjsWeight> Parameters, float Epsilon);

/// <summary>The constants of one layer: a bias, or batch normalisation, or both.</summary>
internal sealed record TfjsLayer(TfjsWeight Kernel, TfjsWeight? Bias, TfjsNormalisation? Normalisation);

/// <summary>What a TF.js model holds, found and checked, before its values are read.</summary>
/// <param name="Activation">The activation of every convolution.</param>
/// <param name="Layers">The 27 convolutions and the dense layer.</param>
internal sealed record TfjsPlan(YamnetActivation Activation, IReadOnlyList<TfjsLayer> Layers)
{
    /// <summary>Finds the layers of a graph.</summary>
    /// <exception cref="InvalidDataException">It is not YAMNet.</exception>
    public static TfjsPlan Find(TfjsGraph graph, IReadOnlyDictionary<string, TfjsWeight> weights) => new TfjsWalk(graph, weights).Run();

    /// <summary>Reads the values into torch's layout, batch normalisation folded.</summary>
    /// <exception cref="WeightsFormatException">A weights file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A moving variance is negative.</exception>
    public List<WeightTensor> Convert()
    {
        var tensors = new List<WeightTensor>(YamnetLayout.Tensors.Count);
        foreach (var layer in Layers)
        {
            var (name, shape) = YamnetLayout.Tensors[tensors.Count];
            var channels = (int)shape[0];
            var stored = layer.Kernel.Read();
            var kernel = WeightValues.Transpose(stored, stored.Length / channels, channels);
            var bias = layer.Bias?.Read() ?? new float[channels];
            if (layer.Normalisation is TfjsNormalisation normalisation) bias = Fold(kernel, bias, normalisation);
            tensors.Add(new(name, shape, kernel));
            tensors.Add(new(YamnetLayout.Tensors[tensors.Count].Name, YamnetLayout.Tensors[tensors.Count].Shape, bias));
        }

        return tensors;
    }

    private static float[] Fold(float[] kernel, float[] bias, TfjsNormalisation normalisation)
    {
        var parameters = normalisation.Parameters.Select(parameter => parameter.Read()).ToArray();

        // A bias before the normalisation moves its mean.
        for (var i = 0; i < bias.Length; i++) parameters[2][i] -= bias[i];
        return BatchNormFolding.Fold(kernel, parameters[0], parameters[1], parameters[2], parameters[3], normalisation.Epsilon);
    }
}
