using System.Text.Json;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Export;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

[Collection(ClassifierTests.CountsTensors)]
public sealed class SoundModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_saved_model_says_the_same_when_it_is_loaded_elsewhere()
    {
        using var scope = NewDisposeScope();
        using var model = TestModel.Create(TestModel.Describe() with
        {
            Thresholds = new Dictionary<string, float> { ["dog bark"] = 0.625f },
            Metrics = new JsonObject { ["accuracy"] = 0.5 },
            MadeBy = "0.1.0",
            MadeAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        });
        model.Save(folder.File("a"));
        Directory.Move(folder.File("a"), folder.File("moved"));

        using var loaded = SoundModel.Load(folder.File("moved"));

        var embeddings = randn(4, 5);
        Assert.True(model.Logits(embeddings).equal(loaded.Logits(embeddings)).all().ToBoolean());
        Assert.Equal(("a", "moved"), (model.Name, loaded.Name));
        Assert.Equal(model.Hash, loaded.Hash);
        Assert.Equal(FileHash.Sha256(folder.File("moved/model.safetensors")), loaded.Hash);
        Assert.Equal(ModelJson.Write(model.Description), ModelJson.Write(loaded.Description));
        Assert.Equal(0.625f, loaded.Description.Thresholds["dog bark"]);
        Assert.Equal(model.Description.Classes, File.ReadAllLines(folder.File("moved/class_names.txt")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/model.json")]
    [InlineData("/class_names.txt")]
    public void A_model_is_named_by_its_folder_or_a_file_in_it(string tail)
    {
        using var model = TestModel.Create();
        model.Save(folder.File("m"));
        using var loaded = SoundModel.Load(folder.File("m") + tail);
        Assert.Equal("m", loaded.Name);
    }

    [Fact]
    public void Patch_probabilities_are_the_softmax_of_the_logits_over_their_temperature()
    {
        using var scope = NewDisposeScope();
        using var model = TestModel.Create();
        var embeddings = randn(3, 5);
        var expected = model.Logits(embeddings).div(1.25).softmax(-1);
        var actual = model.PatchProbabilities(embeddings);
        Assert.InRange((expected - actual).abs().max().ToDouble(), 0, 1e-6);
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(1, actual[row].sum().ToDouble(), 1e-6));
    }

    [Fact]
    public void A_fine_tuned_model_carries_its_backbone_and_needs_no_installed_one()
    {
        var backbone = SyntheticYamnet.Create(YamnetActivation.Relu6);
        var description = TestModel.Describe(TestModel.Yamnet()) with { FineTunedLayers = 2 };
        using (var head = new Head(1024, 3, description.Head))
        using (var model = new SoundModel(description, head, backbone)) model.Save(folder.File("tuned"));

        using var loaded = SoundModel.Load(folder.File("tuned"));

        Assert.Null(loaded.RequiredNetwork);
        Assert.Equal(backbone.ComputeHash(), loaded.Backbone!.ComputeHash());
        Assert.Equal(YamnetVariant.Lite, loaded.Backbone.Variant);
        using var embedder = loaded.CreateEmbedder();
        Assert.Equal(1024, embedder.Size);
    }

    [Fact]
    public void Another_YAMNet_than_the_models_is_refused_by_name()
    {
        using var yamnet = Yamnet.Load(SyntheticYamnet.Create(YamnetActivation.Relu));
        using var other = TestModel.Create(TestModel.Describe(TestModel.Yamnet()));
        var error = Assert.Throws<ModelException>(() => other.CreateEmbedder(yamnet));
        Assert.Contains("trained on YAMNet 'lite' with weights 001122334455", error.Message, StringComparison.Ordinal);
        Assert.Contains($"this is 'float' with {yamnet.WeightsHash[..12]}; use the network 'lite'", error.Message, StringComparison.Ordinal);

        using var same = TestModel.Create(TestModel.Describe(TestModel.Yamnet(network: "float")));
        Assert.Contains("a2m-torch weights install float --from FILE", Assert.Throws<ModelException>(() => same.CreateEmbedder(yamnet)).Message, StringComparison.Ordinal);

        using var right = TestModel.Create(TestModel.Describe(TestModel.Yamnet(yamnet.WeightsHash, "float")));
        using var embedder = right.CreateEmbedder(yamnet);
        Assert.Equal(YamnetVariant.Float, right.RequiredNetwork);
    }

    [Fact]
    public void The_description_has_these_keys()
    {
        var description = TestModel.Describe() with
        {
            Thresholds = new Dictionary<string, float> { ["background"] = 0.5f },
            Metrics = [],
            Training = [],
            MadeBy = "x",
            MadeAt = DateTimeOffset.UnixEpoch,
        };
        using var document = JsonDocument.Parse(ModelJson.Write(description));
        Assert.Equal(
            ["format", "classes", "embedding", "head", "patch_temperature", "clip_temperature", "thresholds", "fine_tuned_layers", "metrics", "training", "seed", "made_by", "made_at"],
            Names(document.RootElement));
        Assert.Equal(["kind", "size", "spectrum"], Names(document.RootElement.GetProperty("embedding")));
        Assert.Equal(["low_hz", "high_hz", "bins", "window_seconds", "is_normalised"], Names(document.RootElement.GetProperty("embedding").GetProperty("spectrum")));
        Assert.Equal(["hidden", "dropout"], Names(document.RootElement.GetProperty("head")));
        Assert.Equal("spectrum", document.RootElement.GetProperty("embedding").GetProperty("kind").GetString());

        using var yamnet = JsonDocument.Parse(ModelJson.Write(TestModel.Describe(TestModel.Yamnet())));
        Assert.Equal(["kind", "size", "network", "weights_hash"], Names(yamnet.RootElement.GetProperty("embedding")));

        using var prepared = JsonDocument.Parse(ModelJson.Write(description with { Format = 2, Preparation = new() { Denoise = true, TrimTopDb = 25 } }));
        Assert.Equal("{\"denoise\":true,\"trim_top_db\":25}", JsonSerializer.Serialize(prepared.RootElement.GetProperty("preparation")));
    }

    [Fact]
    public void A_model_keeps_its_preparation_and_such_a_model_cannot_be_exported()
    {
        using var model = TestModel.Create(TestModel.Describe() with { Format = 2, Preparation = new() { Denoise = true, TrimTopDb = 25 } });
        model.Save(folder.File("prepared"));
        using var loaded = SoundModel.Load(folder.File("prepared"));
        Assert.Equal(new() { Denoise = true, TrimTopDb = 25 }, loaded.Description.Preparation);
        var error = Assert.Throws<ModelException>(() => OnnxExport.Write(loaded, null, folder.File("onnx")));
        Assert.Contains("hears recordings denoised, trimmed (25 dB), which a graph cannot make of them", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("onnx")));
    }

    [Fact]
    public void Repeated_loads_and_judgements_leave_no_tensor_behind()
    {
        using (var model = TestModel.Create()) model.Save(folder.File("m"));
        using (NewDisposeScope())
        {
            using var embeddings = randn(3, 5);
            Repeat(embeddings);
            var before = Tensor.TotalCount;
            for (var k = 0; k < 3; k++) Repeat(embeddings);
            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private void Repeat(Tensor embeddings)
    {
        using var model = SoundModel.Load(folder.File("m"));
        using var embedder = model.CreateEmbedder();
        using var probabilities = model.PatchProbabilities(embeddings);
    }
}
