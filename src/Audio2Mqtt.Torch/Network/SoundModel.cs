using Audio2Mqtt.Torch.Network.Weights;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// A trained model: its description, its head, and its own backbone where that was fine-tuned. It owns the head. Threads may share it.
/// </summary>
public sealed partial class SoundModel : IDisposable
{
    /// <summary>Where a model is looked for, and written to, when no place is named: in the current folder.</summary>
    public const string DefaultPath = "models/default";

    /// <summary>A model in memory.</summary>
    /// <param name="description">What it is.</param>
    /// <param name="head">Its head, which becomes the model's; brought into evaluation mode.</param>
    /// <param name="backbone">Its own YAMNet, where that was fine-tuned; null where it uses the installed one.</param>
    /// <exception cref="ArgumentException">The parts do not fit together; the head stays the caller's.</exception>
    public SoundModel(ModelDescription description, Head head, YamnetWeights? backbone = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(head);
        if (description.Problem() is { } problem) throw new ArgumentException(problem, nameof(description));
        if (head.Inputs != description.Embedding.Size || head.Classes != description.Classes.Count || !head.Options.Hidden.SequenceEqual(description.Head.Hidden))
            throw new ArgumentException("the head is another than the description's", nameof(head));
        if (backbone is null != description.FineTunedLayers is 0)
            throw new ArgumentException("a model with fine-tuned layers, and no other, has a backbone of its own", nameof(backbone));
        if (backbone is not null && backbone.Name != description.Embedding.Network)
            throw new ArgumentException($"a backbone '{backbone.Name}' for a model of '{description.Embedding.Network}'", nameof(backbone));
        (Description, Head, Backbone) = (description, head, backbone);
        head.eval();
    }

    /// <summary>What it is.</summary>
    public ModelDescription Description { get; }

    /// <summary>From embeddings to logits; borrowed.</summary>
    public Head Head { get; }

    /// <summary>Its own YAMNet; null where it uses the installed one or none.</summary>
    public YamnetWeights? Backbone { get; }

    /// <summary>The name of its folder; null while it is only in memory.</summary>
    public string? Name { get; private set; }

    /// <summary>SHA-256 of its <c>model.safetensors</c>, 64 lower-case hex digits; null while it is only in memory.</summary>
    public string? Hash { get; private set; }

    /// <summary>The installed YAMNet that it needs; null where it needs none, or carries its own.</summary>
    public YamnetVariant? RequiredNetwork => Description.RequiredNetwork;

    /// <summary>The embedder that it was trained on.</summary>
    /// <param name="network">The installed YAMNet, borrowed; not looked at where the model needs none.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="ArgumentException">No YAMNet where one is needed.</exception>
    /// <exception cref="ModelException">The YAMNet has other weights than the model was trained on.</exception>
    public IEmbedder CreateEmbedder(Yamnet? network = null)
    {
        if (Backbone is { } own) return new YamnetEmbedder(Yamnet.Load(own), ownsNetwork: true);
        if (RequiredNetwork is not null && network is not null && network.WeightsHash != Description.Embedding.WeightsHash)
            throw ModelException.WrongWeights(Description.Embedding, network, $"model '{Name}'");
        return Embedders.For(Description.Embedding, network);
    }

    /// <summary>Logits of embeddings.</summary>
    /// <param name="embeddings">[N, size] float32; borrowed.</param>
    /// <returns>[N, classes] float32, the caller's.</returns>
    public Tensor Logits(Tensor embeddings) => Head.call(embeddings);

    /// <summary>Calibrated probabilities of single patches: <c>softmax(logits / patch temperature)</c>.</summary>
    /// <param name="embeddings">[N, size] float32; borrowed.</param>
    /// <returns>[N, classes] float32, the caller's; each row sums to 1.</returns>
    public Tensor PatchProbabilities(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        return Logits(embeddings).div(Description.PatchTemperature).softmax(-1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => Head.Dispose();
}
