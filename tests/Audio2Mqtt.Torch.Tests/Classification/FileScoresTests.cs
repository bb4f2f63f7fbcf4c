using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class FileScoresTests
{
    private static readonly ScoredClasses Classes = new(["a", "b"], [0, 1], null, [0.5f, 0.5f]);
    private static readonly AudioInfo Info = new("WAV", "float", 16_000, 1, null);

    [Fact]
    public async Task The_mean_is_over_all_patches_in_whatever_order_they_come()
    {
        var result = await Gather(new());
        Assert.Equal([0.5f, 0.25f], result.Classes.Select(item => item.Score)); // (0 + 1 + .5 + .5) / 4 and (.25 * 4) / 4
        Assert.Equal(4, result.PatchCount);
    }

    [Fact]
    public async Task The_maximum_is_the_best_patch() =>
        Assert.Equal([1f, 0.25f], (await Gather(new() { Aggregate = ScoreAggregate.Max })).Classes.Select(item => item.Score));

    [Fact]
    public async Task The_timeline_is_in_order_and_ends_with_the_audio()
    {
        var result = await Gather(new() { KeepPatches = true, Start = TimeSpan.FromSeconds(10), TopK = 1 });
        Assert.Equal(["b", "a", "a", "a"], result.Patches.Select(patch => patch.Classes[0].Name));
        Assert.Equal([10, 10.48, 10.96, 11.44], result.Patches.Select(patch => patch.Start.TotalSeconds));
        Assert.Equal([10.96, 11.44, 11.92, 12], result.Patches.Select(patch => patch.End.TotalSeconds)); // 2 s of audio
    }

    [Fact]
    public async Task Segments_are_in_the_time_of_the_source()
    {
        var segment = Assert.Single((await Gather(new() { SegmentThreshold = 0.5f, Start = TimeSpan.FromSeconds(10) })).Segments);
        Assert.Equal((10.48, 12.0, "a", 1f), (segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Name, segment.PeakScore));
    }

    [Fact]
    public async Task A_failed_file_is_a_result()
    {
        var file = new FileScores("x.wav", new());
        file.Fail(new Audio2MqttException("broken"), null);
        Assert.Equal("broken", (await file.Result).Error!.Message);
    }

    [Fact]
    public async Task A_model_judges_a_file_by_the_logits_of_its_loud_patches()
    {
        // By hand: amplitudes 1 and 0.1 weigh 10/11 and 1/11, -70 dBFS weighs nothing: logits 20/11 and 4/11, over 0.5 a difference of 32/11.
        var result = await Judged(ScoreAggregate.Judge);
        Assert.Equal(1 / (1 + Math.Exp(-32.0 / 11)), result.Classes[0].Score, 1e-6);
        Assert.Equal("a", result.Classes[0].Name);

        // A patch: softmax over logits divided by 2.
        Assert.Equal(["a", "b", "b"], result.Patches.Select(patch => patch.Classes[0].Name));
        Assert.Equal(1 / (1 + Math.Exp(-1)), result.Patches[0].Classes[0].Score, 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(-2)), result.Patches[1].Classes[0].Score, 1e-6);
    }

    [Fact]
    public async Task The_mean_of_a_models_probabilities_can_be_had_too()
    {
        var result = await Judged(ScoreAggregate.Mean);
        var expected = ((1 / (1 + Math.Exp(1))) + (1 / (1 + Math.Exp(-2))) + 1) / 3; // the third patch's 45 is certain
        Assert.Equal(expected, result.Classes.Single(item => item.Name == "b").Score, 1e-6);
    }

    private static Task<FileResult> Judged(ScoreAggregate aggregate)
    {
        var file = new FileScores("x.wav", new() { Aggregate = aggregate, KeepPatches = true, TopK = 2 });
        var classes = new ScoredClasses(["a", "b"], [0, 1], new(PatchTemperature: 2, ClipTemperature: 0.5));
        file.Add(2, [0, 90], [-70], classes);
        file.Add(0, [2, 0, 0, 4], [0, -20], classes);
        file.Finish(3, TimeSpan.Zero, TimeSpan.FromSeconds(1.5), Info, []);
        return file.Result;
    }

    private static Task<FileResult> Gather(ClassifierOptions options)
    {
        var file = new FileScores("x.wav", options);
        file.Add(2, [0.5f, 0.25f, 0.5f, 0.25f], null, Classes);
        file.Finish(4, options.Start, TimeSpan.FromSeconds(2), Info, []);
        Assert.False(file.Result.IsCompleted);
        file.Add(0, [0, 0.25f, 1, 0.25f], null, Classes);
        return file.Result;
    }
}
