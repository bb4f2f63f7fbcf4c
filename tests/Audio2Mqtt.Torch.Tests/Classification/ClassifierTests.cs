using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Golden;
using Audio2Mqtt.Torch.Tests.Network.Models;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Classification;

[Collection(CountsTensors)]
public sealed class ClassifierTests : IDisposable
{
    /// <summary>Tests that count live tensors run alone.</summary>
    public const string CountsTensors = "counts tensors of a run";

    // Files share batches with others, and the network sums in another order in a batch of another size.
    private const float ScoreTolerance = 1e-5f;
    private static readonly string[] Recordings = ["miaow_16k", "noise_3s", "short_0p3s", "speech_whistling2", "odd_1p37s", "sine440_3s"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [GoldenFact]
    public async Task Results_come_in_input_order_and_do_not_depend_on_batches_or_workers()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        string[] paths = [.. Recordings.Select(GoldenData.Recording)];
        var expected = await Classify(yamnet, new() { BatchSize = 1, Workers = 1 }, paths);
        foreach (var options in (ClassifierOptions[])[new(), new() { BatchSize = 7, Workers = 3 }, new() { BatchSize = 3, Workers = 2 }])
        {
            var results = await Classify(yamnet, options, paths);
            Assert.Equal(paths, results.Select(result => result.Path));
            foreach (var (left, right) in expected.Zip(results))
            {
                Assert.Equal(left.PatchCount, right.PatchCount);
                Assert.Equal(left.Classes.Select(item => item.Index), right.Classes.Select(item => item.Index));
                Assert.All(left.Classes.Zip(right.Classes), pair => Assert.Equal(pair.First.Score, pair.Second.Score, ScoreTolerance));
            }
        }
    }

    [GoldenTheory]
    [InlineData("miaow_16k")]
    [InlineData("noise_3s")]
    [InlineData("speech_whistling2")]
    [InlineData("odd_1p37s")]
    public async Task The_whole_road_agrees_with_the_reference(string name)
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        var result = Assert.Single(await Classify(yamnet, new(), GoldenData.Recording(name)));
        var golden = GoldenData.Facts(name);
        Assert.Equal(golden.GetProperty("patches").GetInt32(), result.PatchCount);
        var top = golden.GetProperty("nets").GetProperty("lite6").GetProperty("top5_mean").EnumerateArray();
        Assert.Equal(top.Select(item => item.GetProperty("index").GetInt32()), result.Classes.Select(item => item.Index));

        // 2e-3: the log-mel may be off by 1e-4, which the network's slope can multiply by about ten.
        Assert.All(top.Zip(result.Classes), pair => Assert.Equal(pair.First.GetProperty("score").GetSingle(), pair.Second.Score, 2e-3f));
    }

    [GoldenFact]
    public async Task One_broken_file_is_a_result_and_the_others_are_classified()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        var good = GoldenData.Recording("miaow_16k");
        var broken = folder.Write("broken.wav", "this is text"u8);
        var results = await Classify(yamnet, new(), good, broken, Path.Combine(folder.FullPath, "missing.wav"), good);
        Assert.Equal([false, true, true, false], results.Select(result => result.Error is not null));
        Assert.Contains("missing.wav", results[2].Error!.Message, StringComparison.Ordinal);
        Assert.Equal("Cat", results[3].Classes[0].Name);
    }

    [GoldenFact]
    public async Task A_filter_names_only_its_classes_and_an_unknown_one_ends_the_run()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        var path = GoldenData.Recording("miaow_16k");
        var result = Assert.Single(await Classify(yamnet, new() { Include = ["Cat", "Speech"], Exclude = ["0"] }, path));
        Assert.Equal("Cat", Assert.Single(result.Classes).Name);
        await Assert.ThrowsAsync<UnknownClassException>(() => Classify(yamnet, new() { Include = ["Kat"] }, path));
    }

    [GoldenFact]
    public async Task A_model_on_top_of_the_embeddings_takes_the_place_of_the_521_classes()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var embedder = new YamnetEmbedder(yamnet);
        var classifier = new Classifier(new PatchMeanScorer(embedder));
        var result = Assert.Single(await Collect(classifier.ClassifyAsync([GoldenData.Recording("miaow_16k")])));
        Assert.Equal(2, result.Classes.Count);
        Assert.Equal(0.5f, result.Classes.Single(item => item.Name == "half").Score, 1e-6f);
    }

    [GoldenFact]
    public async Task A_cancelled_run_throws_the_cancellation()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var scorer = new YamnetScorer(yamnet);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Collect(new Classifier(scorer).ClassifyAsync([GoldenData.Recording("miaow_16k")], null, cancelled.Token)));
    }

    [GoldenFact]
    public async Task A_network_that_cannot_be_loaded_ends_the_run_with_its_error()
    {
        var network = Task.FromException<IPatchScorer>(new Audio2MqttException("no weights"));
        var error = await Assert.ThrowsAsync<Audio2MqttException>(() => Collect(new Classifier(network).ClassifyAsync([GoldenData.Recording("miaow_16k")])));
        Assert.Equal("no weights", error.Message);
    }

    [GoldenFact]
    public async Task Progress_ends_with_everything_done()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var scorer = new YamnetScorer(yamnet);
        var last = new LastProgress();
        _ = await Collect(new Classifier(scorer).ClassifyAsync([GoldenData.Recording("miaow_16k"), GoldenData.Recording("noise_3s")], last));
        Assert.Equal((2, 2), (last.Value!.FilesDone, last.Value.FilesTotal));
        Assert.Equal(1, last.Value.Fraction, 1e-9);
        Assert.Equal((13 + 6) * 0.48, last.Value.Audio.TotalSeconds, 1e-9); // patches as the golden data counts them
    }

    [GoldenFact]
    public async Task Repeated_runs_leave_no_tensor_behind()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        var path = GoldenData.Recording("miaow_16k");
        _ = await Classify(yamnet, new(), path);
        var before = Tensor.TotalCount;
        for (var i = 0; i < 5; i++) _ = await Classify(yamnet, new(), path, path);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [GoldenFact]
    public async Task A_trained_model_judges_a_file_as_training_and_evaluation_do()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        using var model = TestModel.Create(TestModel.Describe(EmbeddingDescription.Of(yamnet)));
        await AgreesWithClipJudge(model, yamnet);
    }

    [GoldenFact]
    public async Task A_model_of_spectra_needs_no_network()
    {
        using var model = TestModel.Create();
        await AgreesWithClipJudge(model, null);
    }

    [GoldenFact]
    public async Task Scores_that_stand_for_themselves_are_not_judged()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        await Assert.ThrowsAsync<ArgumentException>(() => Classify(yamnet, new() { Aggregate = ScoreAggregate.Judge }, GoldenData.Recording("miaow_16k")));
    }

    // The whole recording at once, by the parts that training uses.
    private static async Task AgreesWithClipJudge(SoundModel model, Yamnet? yamnet)
    {
        using var embedder = model.CreateEmbedder(yamnet);
        string[] paths = [.. Recordings.Select(GoldenData.Recording)];
        foreach (var batchSize in (int[])[3, 32])
        {
            var options = new ClassifierOptions { Aggregate = ScoreAggregate.Judge, BatchSize = batchSize, TopK = 3, KeepPatches = true };
            var results = await Collect(new Classifier(new ModelScorer(model, embedder), options).ClassifyAsync(paths));
            foreach (var (path, result) in paths.Zip(results))
            {
                var (clip, patches) = Judge(model, embedder, GoldenData.Samples(path));
                Assert.Equal(1, result.Classes.Sum(item => item.Score), 1e-5f);
                Assert.All(result.Classes, item => Assert.Equal(clip[item.Index], item.Score, ScoreTolerance));
                Assert.Equal(patches.Length, 3 * result.PatchCount);
                foreach (var (row, patch) in result.Patches.Index())
                    Assert.All(patch.Classes, item => Assert.Equal(patches[(row * 3) + item.Index], item.Score, ScoreTolerance));
            }
        }
    }

    private static (float[] Clip, float[] Patches) Judge(SoundModel model, IEmbedder embedder, float[] samples)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var grid = new PatchGrid(embedder.WindowSamples, embedder.HopSamples);
        var levels = new float[grid.Count(samples.Length)];
        grid.Levels(samples, levels);
        Array.Resize(ref samples, (int)grid.PaddedLength(samples.Length));
        var embeddings = embedder.Embed(tensor(samples, [1, samples.Length]), embedder.HopSamples)[0];
        using var logits = model.Logits(embeddings).data<float>();
        using var patches = model.PatchProbabilities(embeddings).data<float>();
        var clip = new float[3];
        ClipJudge.Judge(logits.ToArray(), levels, model.Description.ClipTemperature, clip);
        return (clip, patches.ToArray());
    }

    private static async Task<List<FileResult>> Classify(Yamnet yamnet, ClassifierOptions options, params string[] paths)
    {
        using var scorer = new YamnetScorer(yamnet);
        return await Collect(new Classifier(scorer, options).ClassifyAsync(paths));
    }

    private static async Task<List<FileResult>> Collect(IAsyncEnumerable<FileResult> results)
    {
        var list = new List<FileResult>();
        await foreach (var result in results) list.Add(result);
        return list;
    }

    private sealed class LastProgress : IProgress<ClassificationProgress>
    {
        private volatile ClassificationProgress? last;

        public ClassificationProgress? Value => last;

        public void Report(ClassificationProgress value) => last = value;
    }
}
