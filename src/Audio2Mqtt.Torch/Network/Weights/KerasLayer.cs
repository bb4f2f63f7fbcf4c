namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>A dataset that must be there.</summary>
/// <param name="Name">Its path in the file.</param>
/// <param name="Shape">Its shape in TF's layout.</param>
internal sealed record KerasDataset(string Name, long[] Shape);

/// <summary>The datasets of one layer.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Others">Offset, moving mean and moving variance of the batch normalisation; or the bias alone (the dense layer).</param>
internal sealed record KerasLayer(KerasDataset Kernel, IReadOnlyList<KerasDataset> Others);
