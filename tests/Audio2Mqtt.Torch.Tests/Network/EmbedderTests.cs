using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Network;

[Collection(ClassifierTests.CountsTensors)]
public sealed class EmbedderTests
{
    private const int Hop = 7_680;

    [Fact]
    public void Yamnets_embedder_hears_what_log_mel_and_network_hear()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var yamnet = Yamnet.Load(SyntheticYamnet.Create());
        using IEmbedder embedder = new YamnetEmbedder(yamnet);
        using var logMel = new LogMel();
        var waveforms = tensor(Signals.Noise(2 * 40_000, seed: 1), [2, 40_000]);

        var patches = logMel.Patches(logMel.Compute(waveforms), 48);
        var embeddings = embedder.Embed(waveforms, Hop);

        Assert.Equal((1024, 15_600, Hop), (embedder.Size, embedder.WindowSamples, embedder.HopSamples));
        Assert.Equal([2, 4, 1024], embeddings.shape);
        Assert.True(patches.equal(embedder.Patches(waveforms, Hop)).all().ToBoolean()); // bit by bit
        Assert.True(yamnet.Embed(patches.flatten(0, 1)).equal(embeddings.flatten(0, 1)).all().ToBoolean());
    }

    [Fact]
    public void A_spectrums_embedding_is_the_spectrum()
    {
        using var scope = NewDisposeScope();
        var options = new SpectrumOptions { WindowSeconds = 0.333, Bins = 12 }; // 33 whole frames
        using var embedder = Embedders.For(EmbeddingDescription.Of(options));
        using var spectrum = new Spectrum(options);
        var waveforms = tensor(Signals.Noise(20_000, seed: 2), [1, 20_000]);
        Assert.Equal((12, 33 * 160, 16 * 160), (embedder.Size, embedder.WindowSamples, embedder.HopSamples));
        Assert.True(spectrum.Compute(waveforms, 320).equal(embedder.Embed(waveforms, 320)).all().ToBoolean());
    }

    [Fact]
    public void A_hop_is_whole_frames_of_10_ms()
    {
        using var scope = NewDisposeScope();
        using IEmbedder embedder = new SpectrumEmbedder();
        Assert.Throws<ArgumentException>(() => embedder.Embed(zeros(1, 40_000), 100));
        Assert.Throws<ArgumentException>(() => embedder.Embed(zeros(1, 40_000), 0));
    }

    [Fact]
    public void Descriptions_of_different_embeddings_have_different_keys()
    {
        string[] keys =
        [
            new EmbeddingDescription { Kind = EmbeddingKind.Yamnet, Size = 1024, Network = "lite", WeightsHash = "a" }.Key,
            new EmbeddingDescription { Kind = EmbeddingKind.Yamnet, Size = 1024, Network = "lite", WeightsHash = "b" }.Key,
            EmbeddingDescription.Of(new SpectrumOptions()).Key,
            EmbeddingDescription.Of(new SpectrumOptions { IsNormalised = false }).Key,
            EmbeddingDescription.Of(new SpectrumOptions { LowHz = 30 }).Key,
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Yamnets_embeddings_need_a_network() =>
        Assert.Throws<ArgumentException>(() => Embedders.For(new() { Kind = EmbeddingKind.Yamnet, Size = 1024 }));

    [Fact]
    public void Repeated_embedding_leaves_no_tensor_behind()
    {
        using var embedder = Embedders.For(EmbeddingDescription.Of(new SpectrumOptions()));
        using var waveforms = zeros(1, 80_000);
        void Repeat()
        {
            using var embeddings = embedder.Embed(waveforms, 16_000);
        }

        Repeat();
        var before = Tensor.TotalCount;
        for (var k = 0; k < 5; k++) Repeat();
        Assert.Equal(before, Tensor.TotalCount);
    }
}
