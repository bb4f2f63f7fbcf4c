using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>A YAMNet of made-up values that are exact in 16 bits, so that every format can hold it without rounding.</summary>
internal static class SyntheticYamnet
{
    public static WeightsProvenance Provenance { get; } =
        new() { SourceFile = "made-up", SourceSha256 = new string('0', 64), Format = "test" };

    public static IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, 521).Select(index => $"Class {index}, \"quoted\"")];

    /// <summary>Value <paramref name="index"/> of tensor <paramref name="tensor"/>: a multiple of 1/64 in [-1, 1).</summary>
    public static float Value(int tensor, int index) => (((tensor * 37) + (index * 13)) % 128 / 64f) - 1;

    public static YamnetWeights Create(YamnetActivation activation = YamnetActivation.Relu) =>
        new(activation, ClassNames, Provenance, [.. YamnetLayout.Tensors.Select(Fill)]);

    private static WeightTensor Fill((string Name, long[] Shape) tensor, int number)
    {
        var values = new float[YamnetLayout.Count(tensor.Shape)];
        for (var i = 0; i < values.Length; i++) values[i] = Value(number, i);
        return new(tensor.Name, tensor.Shape, values);
    }
}
