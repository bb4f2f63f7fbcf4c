using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class FileScoresTests
{
    private static readonly ScoredClasses Classes = new(["a", "b"], [0, 1]);
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

    private static Task<FileResult> Gather(ClassifierOptions options)
    {
        var file = new FileScores("x.wav", options);
        file.Add(2, [0.5f, 0.25f, 0.5f, 0.25f], Classes);
        file.Finish(4, TimeSpan.FromSeconds(2), Info, []);
        Assert.False(file.Result.IsCompleted);
        file.Add(0, [0, 0.25f, 1, 0.25f], Classes);
        return file.Result;
    }
}
