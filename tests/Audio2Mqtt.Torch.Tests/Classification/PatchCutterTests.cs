using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Classification;

public class PatchCutterTests
{
    // Log-mel values of the same samples may differ where a matrix product sums in blocks of another size: a few units in the last
    // place of values around 5.
    private const double FeatureTolerance = 1e-5;

    [Theory]
    [InlineData(1, 48, 1)] // by hand: 15600 samples are one patch, each further hop begun is one more
    [InlineData(15_600, 48, 1)]
    [InlineData(15_601, 48, 2)]
    [InlineData(16_000, 48, 2)]
    [InlineData(23_280, 48, 2)]
    [InlineData(23_281, 48, 3)]
    [InlineData(15_601, 96, 2)]
    [InlineData(30_960, 96, 2)]
    [InlineData(15_760, 1, 2)]
    public void Patches_follow_the_original_padding_rule_whatever_the_block(int samples, int hopFrames, int expected)
    {
        foreach (var patchesPerBlock in (int[])[1, 2, 3, 32])
            Assert.Equal(expected, Cut(new float[samples], hopFrames, patchesPerBlock).Sum(block => block.PatchCount));
    }

    [Fact]
    public void Blocks_repeat_what_patches_share_and_lose_nothing()
    {
        var samples = Signals.Noise(100_000, seed: 1);
        var padded = new float[15_600 + (11 * 7_680)]; // ceil((100000 - 15600) / 7680) = 11 hops
        samples.CopyTo(padded, 0);
        foreach (var block in Cut(samples, 48, 5))
        {
            var from = block.FirstPatch * 7_680;
            Assert.Equal(padded[from..(from + 15_600 + ((block.PatchCount - 1) * 7_680))], block.Samples.ToArray());
        }
    }

    [Fact]
    public void Levels_of_a_streamed_file_equal_those_of_the_whole()
    {
        var samples = Signals.Noise(100_000, seed: 1);
        var expected = new float[12];
        new PatchGrid(15_600, 7_680).Levels(samples, expected);
        Assert.Equal(expected, Cut(samples, 48, 5).SelectMany(block => block.LevelsDbfs!));
    }

    [Fact]
    public void Windows_without_overlap_are_cut_too()
    {
        var cutter = new PatchCutter(new MemoryReader(Signals.Noise(100_000, seed: 1)), new(32_000, 32_000), 2);
        Assert.Equal((2, 2), (cutter.Next(new FileScores("memory", new()))!.PatchCount, cutter.Next(new FileScores("memory", new()))!.PatchCount)); // 3.125 windows
    }

    [Fact]
    public void An_empty_reader_gives_no_block() => Assert.Empty(Cut([], 48, 4));

    [Theory]
    [InlineData(48, 4)]
    [InlineData(96, 3)]
    [InlineData(19, 7)]
    public void Features_of_a_streamed_file_equal_those_of_the_whole(int hopFrames, int patchesPerBlock)
    {
        using var scope = NewDisposeScope();
        using var logMel = new LogMel();
        var samples = Signals.Chirp(83_457, 16_000, 1);
        var padded = samples.ToArray();
        Array.Resize(ref padded, (int)LogMel.PaddedLength(samples.Length, hopFrames / 100.0));
        var whole = logMel.Patches(logMel.Compute(tensor(padded, [1, padded.Length])), hopFrames).squeeze(0);
        var streamed = cat(Cut(samples, hopFrames, patchesPerBlock)
            .Select(block => logMel.Patches(logMel.Compute(tensor(block.Samples, [1, block.Samples.Length])), hopFrames).squeeze(0)).ToArray());

        Assert.Equal(whole.shape, streamed.shape);
        Assert.InRange((whole - streamed).abs().max().ToDouble(), 0, FeatureTolerance);
    }

    private static List<SampleBlock> Cut(float[] samples, int hopFrames, int patchesPerBlock)
    {
        var file = new FileScores("memory", new());
        var cutter = new PatchCutter(new MemoryReader(samples), new(15_600, hopFrames * 160), patchesPerBlock, withLevels: true);
        var blocks = new List<SampleBlock>();
        while (cutter.Next(file) is { } block) blocks.Add(block);
        Assert.Equal(samples.Length, cutter.SampleCount);
        Assert.Equal(blocks.Sum(block => block.PatchCount), cutter.PatchCount);
        return blocks;
    }
}
