using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Augmentation;

public sealed class NoiseRecordingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stretch_is_a_part_of_one_recording_and_a_seed_decides_which()
    {
        Write("ramp.wav", [.. Enumerable.Range(1, 20_000).Select(k => k / 32_768f)]);
        var noise = NoiseRecordings.FromFolder(folder.FullPath);
        var (first, again) = (new float[1000], new float[1000]);
        HashSet<int> starts = [];
        for (var seed = 0; seed < 20; seed++)
        {
            noise.Fill(first, seed);
            noise.Fill(again, seed);
            Assert.Equal(first, again);
            var start = (int)Math.Round(first[0] * 32_768);
            Assert.InRange(start, 1, 19_001);
            Assert.Equal(start + 999, (int)Math.Round(first[^1] * 32_768));
            starts.Add(start);
        }

        Assert.InRange(starts.Count, 19, 20);
    }

    [Fact]
    public void A_short_recording_goes_round()
    {
        Write("short.wav", [0.25f, 0.5f, 0.75f]);
        var samples = new float[100];
        NoiseRecordings.FromFolder(folder.FullPath).Fill(samples, 1);
        for (var k = 3; k < 100; k++) Assert.Equal(samples[k - 3], samples[k]);
        Assert.Equal([0.25f, 0.5f, 0.75f], samples[..3].Order());
    }

    [Fact]
    public void Every_recording_is_drawn_and_none_that_cannot_be_read()
    {
        Write("a.wav", Level(0.1f));
        Directory.CreateDirectory(Path.Combine(folder.FullPath, "below"));
        Write(Path.Combine("below", "b c.wav"), Level(0.2f));
        Write("silent.wav", Level(0));
        folder.Write("broken.wav", "RIFF, and nothing more"u8);
        folder.Write("notes.txt", "not audio"u8);

        var noise = NoiseRecordings.FromFolder(folder.FullPath);

        Assert.Equal(2, noise.Count);
        Assert.Equal(2, noise.Warnings.Count);
        Assert.Contains(noise.Warnings, warning => warning.EndsWith("silent.wav: is silent", StringComparison.Ordinal));
        var samples = new float[10];
        var levels = Enumerable.Range(0, 40).Select(seed =>
        {
            noise.Fill(samples, seed);
            return Math.Round(samples[0], 2);
        });
        Assert.Equal([0.1, 0.2], levels.Distinct().Order());
    }

    [Fact]
    public void Memory_is_bounded_and_long_recordings_give_a_stretch_each()
    {
        for (var k = 0; k < 6; k++) Write($"{k}.wav", Level(0.1f * (k + 1), 30_000));
        Write("6.wav", Level(0.7f, 1000));

        var noise = NoiseRecordings.FromFolder(folder.FullPath, new() { MaxSamples = 50_000, MinStretchSamples = 5000 });
        Assert.Equal(7, noise.Count);
        Assert.InRange(noise.Samples, 40_000, 50_000);

        var few = NoiseRecordings.FromFolder(folder.FullPath, new() { MaxSamples = 50_000, MinStretchSamples = 25_000 });
        Assert.Equal(2, few.Count);
        Assert.InRange(few.Samples, 26_000, 50_000);
        Assert.NotEqual(noise.Key, few.Key);
    }

    [Fact]
    public void The_key_is_of_the_sound_and_not_of_the_name()
    {
        var path = Write("a.wav", Level(0.1f));
        var key = NoiseRecordings.FromFolder(folder.FullPath).Key;
        File.Move(path, Path.Combine(folder.FullPath, "another.wav"));
        Assert.Equal(key, NoiseRecordings.FromFolder(folder.FullPath).Key);
        Write("another.wav", Level(0.2f));
        Assert.NotEqual(key, NoiseRecordings.FromFolder(folder.FullPath).Key);
    }

    [Fact]
    public void A_pause_in_a_recording_is_not_taken_for_noise()
    {
        var half = Level(0.5f, 40_000);
        Array.Clear(half, 0, 20_000);
        Write("half.wav", half);
        var noise = NoiseRecordings.FromFolder(folder.FullPath);
        var samples = new float[100];
        // Half of all draws fall on the pause: eight of them in a row happen once in 256.
        Assert.InRange(Enumerable.Range(0, 200).Count(seed =>
        {
            noise.Fill(samples, seed);
            return samples.Max() == 0;
        }), 0, 5);
    }

    [Fact]
    public void A_folder_without_noise_is_told_in_one_line()
    {
        Assert.EndsWith(
            "no such folder; name one that holds recordings of noise",
            Assert.Throws<Audio2MqttException>(() => NoiseRecordings.FromFolder(Path.Combine(folder.FullPath, "none"))).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "no audio file in this folder or below it; put recordings of noise there",
            Assert.Throws<Audio2MqttException>(() => NoiseRecordings.FromFolder(folder.FullPath)).Message, StringComparison.Ordinal);
        Write("silent.wav", Level(0));
        Assert.Contains(
            "none of the 1 files can serve as noise; the first: ",
            Assert.Throws<Audio2MqttException>(() => NoiseRecordings.FromFolder(folder.FullPath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_noise_is_mixed_in_at_its_ratio()
    {
        Write("hum.wav", Signals.Tone(100, 16_000, 50_000));
        var noise = NoiseRecordings.FromFolder(folder.FullPath);
        var options = new AugmentationOptions
        {
            PitchShiftProbability = 0, TimeStretchProbability = 0, TimeShiftProbability = 0, GainProbability = 0, RoomProbability = 0, BandLimitProbability = 0,
            NoiseProbability = 1, RecordedNoiseShare = 1, SnrMinDb = 7, SnrMaxDb = 7,
        };
        var clip = Signals.Noise(20_000, 1);

        var augmenter = new Augmenter(options, noise: noise);
        var added = augmenter.Apply(clip, 3).Zip(clip, (a, b) => a - b).ToArray();

        Assert.InRange(Physics.PowerDb(Physics.Power(clip) / Physics.Power(added)), 6.9, 7.1);
        var amplitude = Signals.Amplitude(added, 100, 16_000);
        Assert.InRange(amplitude * amplitude / 2 / Physics.Power(added), 0.99, 1.01);
        Assert.Contains(noise.Key, augmenter.Key, StringComparison.Ordinal);
    }

    private static float[] Level(float level, int samples = 8000) => [.. Enumerable.Repeat(level, samples)];

    private string Write(string name, float[] samples) => folder.Write(name, WavFile.Bytes(samples, 16_000, 1, 32, isFloat: true));
}
