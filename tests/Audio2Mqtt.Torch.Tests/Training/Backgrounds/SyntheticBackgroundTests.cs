using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Tests.Training.Augmentation;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Backgrounds;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.Backgrounds;

public sealed class SyntheticBackgroundTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("white_noise", 0)]
    [InlineData("pink_noise", -3)]
    [InlineData("brown_noise", -6)]
    public void Files_have_their_slope_in_every_octave_within_0_3_dB(string kind, double slopeDb)
    {
        Make(new() { Samples = 20, Seconds = 4 });
        using var scope = NewDisposeScope();

        // Levels differ by up to 30 dB, so each file counts the same; 80 s scatter by under 0.1 dB.
        var rows = Directory.GetFiles(folder.At("out"), $"{kind}_*.wav").Order(StringComparer.Ordinal).Select(Read).ToArray();
        Assert.Equal(20, rows.Length);
        var noise = cat([.. rows.Select(row => tensor(row, [1, row.Length]) / AudioLevel.Rms(row))]);
        for (var low = 62.5; low < 4000; low *= 2)
        {
            var step = Physics.BandDensityDb(noise, 2 * low, 4 * low) - Physics.BandDensityDb(noise, low, 2 * low);
            Assert.InRange(step - slopeDb, -0.3, 0.3);
        }
    }

    [Fact]
    public void Levels_vary_are_what_the_plan_says_and_nothing_is_clipped()
    {
        foreach (var kind in Make(new() { Samples = 30, Seconds = 1 }).GroupBy(file => file.Kind))
        {
            var measured = kind.Select(file => (Told: file.LevelDbfs, Samples: Read(file.Path))).ToList();
            foreach (var (told, samples) in measured)
            {
                Assert.Equal(16_000, samples.Length);
                Assert.InRange(AudioLevel.Peak(samples), 0, 0.991f);

                // Only a file whose peaks would not fit is quieter than planned.
                var level = AudioLevel.ToDbfs(AudioLevel.Rms(samples));
                Assert.True(Math.Abs(level - told) < 0.1 || AudioLevel.Peak(samples) > 0.98f, $"{kind.Key}: {level} dBFS instead of {told}");
            }

            var spread = kind.Max(file => file.LevelDbfs) - kind.Min(file => file.LevelDbfs);
            Assert.InRange(spread, kind.Key == BackgroundKind.Silence ? 6 : 20, 30);
            Assert.All(kind, file => Assert.InRange(file.LevelDbfs, kind.Key == BackgroundKind.Silence ? -58 : -45, kind.Key == BackgroundKind.Silence ? -50 : -15));
        }
    }

    [Fact]
    public void Training_takes_every_file_silence_too()
    {
        Make(new() { Samples = 10, Seconds = 0.5 }, "data/background");
        folder.Noise("data/dog/a.wav");
        var inspection = DatasetInspector.Inspect(new DatasetScanner().Scan(folder.At("data")));
        Assert.Equal(41, inspection.Clips.Count);
        Assert.All(inspection.Clips, clip => Assert.Null(clip.LeftOut));
    }

    [Fact]
    public void A_seed_gives_the_same_files_whatever_their_number_and_another_seed_others()
    {
        var few = Make(new() { Samples = 2, Seconds = 0.5, Seed = 7 }, "few");
        Make(new() { Samples = 3, Seconds = 0.5, Seed = 7 }, "more");
        Make(new() { Samples = 2, Seconds = 0.5, Seed = 8 }, "other");
        Assert.Equal(
            ["white_noise_000.wav", "white_noise_001.wav", "pink_noise_000.wav", "pink_noise_001.wav", "brown_noise_000.wav", "brown_noise_001.wav", "silence_000.wav", "silence_001.wav"],
            few.Select(file => Path.GetFileName(file.Path)));
        foreach (var file in few)
        {
            var bytes = File.ReadAllBytes(file.Path);
            Assert.Equal(bytes, File.ReadAllBytes(folder.At($"more/{Path.GetFileName(file.Path)}")));
            Assert.NotEqual(bytes, File.ReadAllBytes(folder.At($"other/{Path.GetFileName(file.Path)}")));
        }

        Assert.Equal(few.Count, few.Select(file => Convert.ToHexString(File.ReadAllBytes(file.Path))).Distinct().Count());
    }

    [Fact]
    public void Files_that_exist_stay_unless_they_are_to_be_replaced()
    {
        folder.Write("out/pink_noise_000.wav", "mine"u8);
        Assert.Contains("--overwrite", Assert.Throws<DatasetException>(() => Make(new() { Samples = 1 })).Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.At("out")));
        Assert.Equal(4, Make(new() { Samples = 1, Overwrite = true }).Count);
        Assert.Equal(32_000, Read(folder.At("out/pink_noise_000.wav")).Length);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(10_001, 2)]
    [InlineData(1, 0.1)]
    [InlineData(1, 601)]
    [InlineData(1, double.NaN)]
    public void Figures_outside_their_range_are_refused(int samples, double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticBackgroundOptions { Samples = samples, Seconds = seconds });

    private static float[] Read(string path)
    {
        using var reader = AudioInput.Open(path);
        Assert.Equal((16_000, 1), (reader.SampleRate, reader.Channels));
        return reader.ReadToEnd();
    }

    private List<BackgroundFile> Make(SyntheticBackgroundOptions options, string name = "out")
    {
        var maker = new SyntheticBackground(options);
        return [.. maker.Run(maker.Plan(folder.At(name)))];
    }
}
