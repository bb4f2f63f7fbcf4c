using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Golden;
using Audio2Mqtt.Torch.Tests.Network.Models;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class ListeningModelTests
{
    // Frames are computed in other groups than a file's, whose matrix products round otherwise in the last bits.
    private const float SameScore = 1e-5f;

    [GoldenFact]
    public async Task Two_models_and_a_spectrum_listen_together_and_each_says_what_it_says_of_a_file()
    {
        using var network = GenuineYamnet.Load("lite6");
        using var trained = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(network), "dog", "door"));
        using var other = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(network), "a", "b", "c"));
        using var spectrum = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(new SpectrumOptions()), "hum", "beep"));
        using var first = ListeningModel.Of(trained, network);
        using var second = ListeningModel.Of(other, network);
        using var third = ListeningModel.Of(spectrum);
        using var fourth = ListeningModel.OfYamnet(network);
        Assert.Same(first.EmbeddingKey, second.EmbeddingKey);
        Assert.Same(first.EmbeddingKey, fourth.EmbeddingKey);
        Assert.NotSame(first.EmbeddingKey, third.EmbeddingKey);
        Assert.Equal((true, true, false), (first.IsSoftmax, third.IsSoftmax, fourth.IsSoftmax));

        var samples = GoldenData.Samples(GoldenData.Recording("speech_whistling2"));
        var sink = new RecordedSink { WantsReports = true };
        ListeningModel[] models = [first, second, third, fourth];
        await new Listener([.. models.Select((model, k) => Source($"{k}", model, samples))]).RunAsync(sink, CancellationToken.None);

        using var firstEmbedder = trained.CreateEmbedder(network);
        using var thirdEmbedder = spectrum.CreateEmbedder();
        Check(sink, "0", trained, firstEmbedder, samples);
        Check(sink, "1", other, firstEmbedder, samples);
        Check(sink, "2", spectrum, thirdEmbedder, samples);
    }

    [GoldenFact]
    public void A_model_of_other_weights_is_refused()
    {
        using var network = GenuineYamnet.Load("lite6");
        using var model = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(network) with { WeightsHash = new string('0', 64) }, "a", "b"));
        Assert.Throws<ModelException>(() => ListeningModel.Of(model, network));
    }

    [Fact]
    public void A_hop_is_half_a_patch_of_the_model_and_no_longer_than_one()
    {
        using var model = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(new SpectrumOptions()), "a", "b"));
        using var listening = ListeningModel.Of(model);
        Assert.Equal(listening.Patch.HopFrames * 160, Source("x", listening, []).HopSamples);
        Assert.Throws<ArgumentOutOfRangeException>(() => Source("x", listening, []) with { Hop = TimeSpan.FromMilliseconds(95) });
        Assert.Throws<ArgumentOutOfRangeException>(() => Source("x", listening, []) with { Hop = TimeSpan.FromMilliseconds(105) });
        Assert.Throws<ArgumentException>(() => new Listener([Source("x", listening, []), Source("x", listening, [])]));
        Assert.Throws<ArgumentException>(() => new Listener([Source("x", listening, []) with { Clips = new() { Folder = "x", NoSpeech = true } }]));
    }

    private static ListeningSource Source(string name, ListeningModel model, float[] samples) => new()
    {
        Name = name,
        Capture = ScriptedCapture.Recording(samples),
        Model = model,
        Sounds = [],
        Gate = EnergyGateOptions.Off,
    };

    private static void Check(RecordedSink sink, string source, SoundModel model, IEmbedder embedder, float[] samples)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var shape = model.Description.Embedding.Patch;
        var hop = shape.HopFrames * PatchShape.FrameSamples;
        var grid = new PatchGrid(shape.WindowSamples, hop);
        var padded = new float[grid.PaddedLength(samples.Length)];
        samples.CopyTo(padded, 0);
        var scorer = new ModelScorer(model, embedder);
        var expected = scorer.Score(scorer.Patches(tensor(padded, [1, padded.Length]), hop)).div(model.Description.PatchTemperature).softmax(-1);
        HopReport[] reports = [.. sink.Reports.Where(report => report.Source == source)];
        Assert.Equal(grid.Count(samples.Length), reports.Length);
        foreach (var (k, report) in reports.Index())
        {
            var row = expected[k].data<float>().ToArray();
            Assert.Equal(Math.Min(5, row.Length), report.Top.Count);
            Assert.All(report.Top, one => Assert.Equal(row[model.Description.Classes.ToList().IndexOf(one.Label)], one.Score, SameScore));
        }
    }
}
