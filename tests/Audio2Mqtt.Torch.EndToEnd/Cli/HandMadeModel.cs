using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>Models that were not trained but set up, so that what they say is known.</summary>
internal static class HandMadeModel
{
    private static readonly string[] Classes = ["quiet", "cat"];

    /// <summary>Hears spectra: every bin over the middle speaks for "cat", the same for any level.</summary>
    public static void OfSpectra(string folder) =>
        Save(folder, EmbeddingDescription.Of(new SpectrumOptions { Bins = 10, WindowSeconds = 1, HighHz = 8_000 }), null);

    /// <summary>On the installed network's embeddings.</summary>
    public static void OfYamnet(string folder, string weights)
    {
        using var yamnet = Yamnet.Load(Installed(weights));
        Save(folder, EmbeddingDescription.Of(yamnet), null);
    }

    /// <summary>With the network inside.</summary>
    public static void WithBackbone(string folder, string weights)
    {
        using var yamnet = Yamnet.Load(Installed(weights));
        Save(folder, EmbeddingDescription.Of(yamnet), Installed(weights));
    }

    /// <summary>A head of random weights, the same each time, whose classes are far apart.</summary>
    public static void Random(string folder, ModelKind kind, string weights)
    {
        EmbeddingDescription embedding;
        if (kind is ModelKind.Spectrum) embedding = EmbeddingDescription.Of(new SpectrumOptions());
        else if (kind is ModelKind.PlainSpectrum) embedding = EmbeddingDescription.Of(new SpectrumOptions { WindowSeconds = 0.33, Bins = 3_000, LowHz = 0, IsNormalised = false });
        else
        {
            using var yamnet = Yamnet.Load(Installed(weights));
            embedding = EmbeddingDescription.Of(yamnet);
        }

        string[] classes = ["background", "dög", "bell", "door"];
        var description = new ModelDescription
        {
            Classes = classes,
            Embedding = embedding,
            Head = new() { Hidden = [64, 16] },
            FineTunedLayers = kind == ModelKind.FineTuned ? 14 : 0,
            PatchTemperature = 0.9,
            ClipTemperature = 0.6,
        };
        using var generator = new Generator(5);
        var head = new Head(embedding.Size, classes.Length, description.Head);
        using (NewDisposeScope())
        using (no_grad())
        {
            foreach (var (_, value) in head.state_dict())
                value.copy_(randn(value.shape, generator: generator) * Math.Sqrt(2.0 / value.shape[^1]));
            head.SetStandardisation(rand(embedding.Size, generator: generator), 0.5 + rand(embedding.Size, generator: generator));
        }

        using var model = new SoundModel(description, head, kind == ModelKind.FineTuned ? Installed(weights) : null);
        model.Save(folder);
    }

    private static YamnetWeights Installed(string weights) => new WeightsStore(new() { Folders = [weights], AllowNetwork = false }).Load(YamnetVariant.Lite);

    private static void Save(string folder, EmbeddingDescription embedding, YamnetWeights? backbone)
    {
        var description = new ModelDescription
        {
            Classes = Classes,
            Embedding = embedding,
            Head = new() { Hidden = [] },
            FineTunedLayers = backbone is null ? 0 : 1,
            Thresholds = new Dictionary<string, float> { ["cat"] = 0.25f },
        };
        var head = new Head(embedding.Size, Classes.Length, description.Head);
        using (NewDisposeScope())
        using (no_grad())
        {
            // Logits: 0 for "quiet", the mean of the inputs for "cat".
            var state = head.state_dict();
            state["layers.logits.weight"].copy_(stack([zeros(embedding.Size), full(embedding.Size, 1.0f / embedding.Size)]));
            state["layers.logits.bias"].zero_();
        }

        using var model = new SoundModel(description, head, backbone);
        model.Save(folder);
    }
}
