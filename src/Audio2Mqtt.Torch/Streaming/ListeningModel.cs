using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// What a source is listened to with: YAMNet's own classes, or a trained model. Sources may share one, and models may share a network: their patches
/// then go through it together. Threads may share it.
/// </summary>
public sealed class ListeningModel : IDisposable
{
    private readonly Yamnet? network;
    private readonly SoundModel? model;
    private readonly IEmbedder embedder;

    private ListeningModel(Yamnet? network, SoundModel? model, IEmbedder embedder, string name)
    {
        (this.network, this.model, this.embedder, Name) = (network, model, embedder, name);
        Classes = model?.Description.Classes ?? network!.ClassNames;
        Thresholds = model?.Description.Thresholds ?? new Dictionary<string, float>();
        Patch = model?.Description.Embedding.Patch ?? PatchShape.Yamnet;

        // A model with layers of its own, or none, shares its embeddings with nobody.
        EmbeddingKey = model is null || model.RequiredNetwork is not null ? network! : model;
    }

    /// <summary>The class names in score order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The model's name: a folder's, or <c>yamnet-lite</c> or <c>yamnet-float</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the model's tensors; null where it is only in memory.</summary>
    public string? Hash => model is null ? network!.WeightsHash : model.Hash;

    /// <summary>Whether scores are probabilities that sum to 1, rather than independent of each other.</summary>
    public bool IsSoftmax => model is not null;

    /// <summary>The thresholds that the model knows by class: of averages over two patches. Empty for YAMNet's own classes.</summary>
    public IReadOnlyDictionary<string, float> Thresholds { get; }

    /// <summary>What a patch is.</summary>
    public PatchShape Patch { get; }

    /// <summary>What is done to sound before patches are cut, as the model was trained; null where sound stays as it is.</summary>
    public SoundPreparation? Preparation => model?.Description.Preparation;

    /// <summary>Models with the same key have the same embeddings, which are made once.</summary>
    internal object EmbeddingKey { get; }

    /// <summary>YAMNet's own classes.</summary>
    /// <param name="network">Borrowed.</param>
    /// <returns>The caller's.</returns>
    public static ListeningModel OfYamnet(Yamnet network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, null, new YamnetEmbedder(network), network.Variant == YamnetVariant.Lite ? "yamnet-lite" : "yamnet-float");
    }

    /// <summary>A trained model.</summary>
    /// <param name="model">Borrowed.</param>
    /// <param name="network">The installed YAMNet that it needs, borrowed; null where it needs none.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="ArgumentException">No YAMNet where one is needed.</exception>
    /// <exception cref="ModelException">The YAMNet has other weights than the model was trained on.</exception>
    public static ListeningModel Of(SoundModel model, Yamnet? network = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(network, model, model.CreateEmbedder(network), model.Name ?? "model");
    }

    /// <inheritdoc/>
    public void Dispose() => embedder.Dispose();

    /// <summary>Takes a patch of silence all the way, so that the first real one does not wait for code to be compiled and weights to be packed.</summary>
    internal void WarmUp()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var maker = CreatePatchMaker(Patch.HopFrames * PatchShape.FrameSamples);
        Score(Embed(maker.Next(0, new float[Patch.WindowSamples])), new float[Classes.Count]);
    }

    /// <summary>Makes the patches of one source, hop by hop.</summary>
    /// <param name="hopSamples">A multiple of 160.</param>
    internal IPatchMaker CreatePatchMaker(int hopSamples) =>
        embedder is YamnetEmbedder ? new LogMelPatchMaker(hopSamples) : new WindowPatchMaker(embedder, hopSamples);

    /// <summary>Embeddings of patches, of whatever sources.</summary>
    /// <param name="patches">[N, …]; borrowed.</param>
    /// <returns>[N, size], the caller's.</returns>
    internal Tensor Embed(Tensor patches) => embedder.Embed(patches);

    /// <summary>
    /// Scores of one patch. One row at a time: the last bits of a matrix product depend on how many rows it has, and a recording that is replayed must say
    /// what it said live.
    /// </summary>
    /// <param name="embedding">[1, size]; borrowed.</param>
    /// <param name="scores">[classes] written, in [0, 1].</param>
    internal void Score(Tensor embedding, Span<float> scores)
    {
        using var scope = NewDisposeScope();
        var values = model is null ? network!.Logits(embedding).sigmoid() : model.PatchProbabilities(embedding);
        MemoryMarshal.Cast<byte, float>(values.contiguous().bytes).CopyTo(scores);
    }
}
