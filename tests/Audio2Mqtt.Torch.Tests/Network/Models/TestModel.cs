using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

/// <summary>Small models with random heads, the same each time.</summary>
internal static class TestModel
{
    public const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public static EmbeddingDescription Yamnet(string hash = Hash, string network = "lite") =>
        new() { Kind = EmbeddingKind.Yamnet, Size = 1024, Network = network, WeightsHash = hash };

    public static EmbeddingDescription Spectrum(int bins = 5) =>
        EmbeddingDescription.Of(new SpectrumOptions { Bins = bins, WindowSeconds = 0.5, HighHz = 6_000 });

    public static ModelDescription Describe(EmbeddingDescription? embedding = null, params string[] classes) => new()
    {
        Classes = classes.Length > 0 ? classes : ["background", "dog bark", "Türklingel"],
        Embedding = embedding ?? Spectrum(),
        Head = new() { Hidden = [7, 4] },
        PatchTemperature = 1.25,
        ClipTemperature = 0.8,
        Seed = 7,
    };

    public static SoundModel Create(ModelDescription? description = null)
    {
        description ??= Describe();
        using var generator = new Generator(11);
        var head = new Head(description.Embedding.Size, description.Classes.Count, description.Head);
        using (NewDisposeScope())
        using (no_grad())
        {
            // Not torch's own seed, which belongs to all tests.
            foreach (var (_, value) in head.state_dict()) value.copy_(randn(value.shape, generator: generator) * 0.5);
        }

        return new(description, head);
    }
}
