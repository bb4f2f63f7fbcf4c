using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class SplitterTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_recording_is_never_on_both_sides(int folds)
    {
        var random = new Random(3);
        var clips = Enumerable.Range(0, 500).Select(k => Clip($"class{k % 7}", $"recording{random.Next(120)}")).ToArray();
        var fold = Splitter.Folds(clips, folds, seed: 1);
        foreach (var recording in Enumerable.Range(0, clips.Length).GroupBy(k => clips[k].Recording))
            Assert.Single(recording.Select(k => fold[k]).Distinct());
    }

    [Fact]
    public void Folds_of_single_recordings_differ_by_one_clip_a_class_at_most()
    {
        var clips = Enumerable.Range(0, 233).Select(k => Clip(k < 31 ? "rare" : "frequent", $"recording{k}")).ToArray();
        var fold = Splitter.Folds(clips, 5, seed: 7);
        foreach (var name in (string[])["rare", "frequent"])
        {
            var counts = Enumerable.Range(0, 5).Select(f => Enumerable.Range(0, clips.Length).Count(k => fold[k] == f && clips[k].ClassName == name)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        var clips = Enumerable.Range(0, 60).Select(k => Clip("a", $"recording{k}")).ToArray();
        Assert.Equal(Splitter.Folds(clips, 3, 1), Splitter.Folds(clips, 3, 1));
        Assert.NotEqual(Splitter.Folds(clips, 3, 1), Splitter.Folds(clips, 3, 2));
    }

    [Fact]
    public void The_only_recording_of_a_class_is_never_held_out()
    {
        ClipSource[] clips = [Clip("rare", "a"), Clip("rare", "a"), Clip("often", "a"), Clip("often", "b"), Clip("often", "c")];
        Assert.Equal([-1, -1, -1, 0, 1], Splitter.Folds(clips, 2, seed: 1).Take(3).Concat(Splitter.Folds(clips, 2, seed: 1).Skip(3).Order()));
    }

    private static ClipSource Clip(string name, string recording) => new() { Path = recording + ".wav", ClassName = name, Recording = recording };
}
