using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Golden;
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
        var classifier = new Classifier(yamnet, scorer: new PatchMeanScorer());
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
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Collect(new Classifier(yamnet).ClassifyAsync([GoldenData.Recording("miaow_16k")], null, cancelled.Token)));
    }

    [GoldenFact]
    public async Task A_network_that_cannot_be_loaded_ends_the_run_with_its_error()
    {
        var network = Task.FromException<Yamnet>(new Audio2MqttException("no weights"));
        var error = await Assert.ThrowsAsync<Audio2MqttException>(() => Collect(new Classifier(network).ClassifyAsync([GoldenData.Recording("miaow_16k")])));
        Assert.Equal("no weights", error.Message);
    }

    [GoldenFact]
    public async Task Progress_ends_with_everything_done()
    {
        using var yamnet = GenuineYamnet.Load("lite6");
        var last = new LastProgress();
        _ = await Collect(new Classifier(yamnet).ClassifyAsync([GoldenData.Recording("miaow_16k"), GoldenData.Recording("noise_3s")], last));
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

    private static Task<List<FileResult>> Classify(Yamnet yamnet, ClassifierOptions options, params string[] paths) =>
        Collect(new Classifier(yamnet, options).ClassifyAsync(paths));

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
