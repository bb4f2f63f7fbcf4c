using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Training;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Inspection;

public sealed class FolderInspectorTests : IDisposable
{
    private const int Rate = 16_000;

    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_clip_in_the_wrong_class_is_found_and_nothing_else()
    {
        TwoClasses();
        folder.Wav("low/wrong.wav", Tone(3050, seed: 99));
        var result = await Inspect();
        var wrong = Assert.Single(result.Review.Mislabels);
        Assert.Equal(("wrong.wav", "high", 5, 5), (Path.GetFileName(wrong.Clip.Path), wrong.Suggested, wrong.Votes, wrong.Neighbours));
        Assert.Equal("high", wrong.Nearest.ClassName);
        Assert.Contains(result.Advice, line => line == "listen to the clip that may be in the wrong class");
    }

    [Fact]
    public async Task Pieces_of_one_recording_are_no_witnesses_of_each_other()
    {
        // Six pieces of one recording in the wrong class: each other's nearest, and yet found.
        TwoClasses();
        for (var k = 0; k < 6; k++) folder.Wav($"low/night_part{k}.wav", Tone(3050 + k, seed: 100 + k));
        var result = await Inspect();
        Assert.Equal(6, result.Review.Mislabels.Count);
        Assert.All(result.Review.Mislabels, one => Assert.StartsWith("night_part", Path.GetFileName(one.Clip.Path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copies_are_found_whatever_was_done_to_them()
    {
        TwoClasses();
        var original = Tone(3000, seed: 50, bursts: true);
        folder.Wav("high/original.wav", original);
        folder.Copy("high/original.wav", "high/same.wav");
        folder.Wav("high/quieter and later.wav", [.. original[2000..].Select(sample => 0.3f * sample)]);
        folder.Wav("low/contradiction.wav", [.. original.Select(sample => 0.8f * sample)]);
        var result = await Inspect();
        var pairs = result.Duplicates.Select(pair => (Name(pair.First), Name(pair.Second), pair.IsExact, pair.IsContradiction)).ToList();
        Assert.Contains(("original.wav", "same.wav", true, false), pairs);
        Assert.Contains(("original.wav", "quieter and later.wav", false, false), pairs);
        Assert.Contains(("original.wav", "contradiction.wav", false, true), pairs);
        Assert.True(result.Duplicates[0].IsContradiction, "contradictions first");
        string[] copies = ["original.wav", "same.wav", "quieter and later.wav", "contradiction.wav"];
        Assert.All(result.Duplicates, pair => Assert.True(copies.Contains(Name(pair.First)) && copies.Contains(Name(pair.Second)), $"{pair}"));
        Assert.Contains(result.Advice, line => line.Contains("the same sound in two classes", StringComparison.Ordinal));

        static string Name(ClipSource clip) => Path.GetFileName(clip.Path);
    }

    [Fact]
    public async Task Figures_of_a_class_are_those_of_its_clips()
    {
        for (var k = 0; k < 11; k++)
        {
            // Sines of -20, -21 … -30 dBFS RMS: nine tenths of the way from the loudest to the quietest is 9 dB less one at each end.
            folder.Wav($"even/{k}x.wav", Signals.Tone(500 + (7 * k), Rate, Rate, amplitude: Math.Sqrt(2) * Math.Pow(10, (-20 - k) / 20.0)));
            folder.Wav($"flat/{k}x.wav", Signals.Tone(2500 + (7 * k), Rate, Rate / 2, amplitude: 0.1));
        }

        folder.Wav("flat/still.wav", new float[Rate]);
        var result = await Inspect();
        var (even, flat) = (result.Classes[0], result.Classes[1]);
        Assert.Equal(("even", 11, 11, 0), (even.Name, even.Clips, even.Recordings, even.LeftOut));
        Assert.Equal((11.0, -25.0, 8.0), (Math.Round(even.Seconds, 3), Math.Round(even.LevelDbfs, 2), Math.Round(even.SpreadDb, 2)));
        Assert.Equal((5.5, -23.01, 0.0, 1), (Math.Round(flat.Seconds, 3), Math.Round(flat.LevelDbfs, 2), Math.Round(flat.SpreadDb, 2), flat.LeftOut));
        Assert.Equal(22, result.Review.Map.Count);
        Assert.All(result.Clips, look => Assert.True(look.Sound.IsEmpty));
        Assert.Equal("'even' has 11 clips from 11 recordings: 9 more clips or so", result.Advice.First(line => line.StartsWith("'even'", StringComparison.Ordinal)));
        Assert.Contains(result.Advice, line => line.StartsWith("'flat' is always about as loud (0.0 dB apart)", StringComparison.Ordinal));
        Assert.Contains(result.Advice, line => line.StartsWith("no class is background", StringComparison.Ordinal));

        // What advice says is not warned of as well.
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task Classes_that_sound_alike_are_told()
    {
        for (var k = 0; k < 8; k++)
        {
            folder.Wav($"bell/{k}x.wav", Tone(1000 + (5 * k), seed: k));
            folder.Wav($"chime/{k}x.wav", Tone(1002 + (5 * k), seed: 20 + k));
            folder.Wav($"hum/{k}x.wav", Tone(150 + k, seed: 40 + k));
        }

        var pair = Assert.Single((await Inspect()).Review.Overlaps);
        Assert.Equal(("bell", "chime"), (pair.First, pair.Second));
        Assert.InRange(pair.FirstShare, 0.15, 0.9);
    }

    private async Task<FolderInspection> Inspect() =>
        await new FolderInspector(EmbeddingDescription.Of(new SpectrumOptions { WindowSeconds = 0.5 }), null, null).InspectAsync(folder.Scan(), withSounds: false);

    private void TwoClasses()
    {
        for (var k = 0; k < 8; k++)
        {
            folder.Wav($"high/{k}x.wav", Tone(3000 + (20 * k), seed: k));
            folder.Wav($"low/{k}x.wav", Tone(300 + (20 * k), seed: 20 + k));
        }
    }

    // Noise, and a tone that swells at its own pace, or bursts at random times.
    private static float[] Tone(double hertz, int seed, bool bursts = false)
    {
        var random = new Random(seed);
        var samples = Signals.Noise(3 * Rate, seed, amplitude: 0.03);
        var pace = 0.5 + (3 * random.NextDouble());
        bool[] isLoud = [.. Enumerable.Range(0, 30).Select(_ => random.Next(2) == 0)];
        for (var k = 0; k < samples.Length; k++)
        {
            var swell = bursts ? (isLoud[k / (Rate / 10)] ? 1 : 0.05) : 0.6 + (0.4 * Math.Sin(2 * Math.PI * pace * k / Rate));
            samples[k] += (float)(0.3 * swell * Math.Sin(2 * Math.PI * hertz * k / Rate));
        }

        return samples;
    }
}
