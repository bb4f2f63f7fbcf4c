using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Backgrounds;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Backgrounds;

public sealed class BackgroundExtractorTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(20, 1)]
    [InlineData(60, 1)]  // as many as fit
    [InlineData(150, 0.4)]
    public void Segments_are_the_recording_at_their_time_and_never_overlap(int count, double seconds)
    {
        folder.Noise("night.wav", seconds: 60);
        var segments = Extract(new() { Segments = count, Seconds = seconds }, "night.wav", out _);
        Assert.Equal(count, segments.Count);
        AssertNoOverlap(segments);
        var whole = Read(folder.At("night.wav"));
        foreach (var segment in segments)
        {
            var first = (int)Math.Round(segment.Start.TotalSeconds * Rate);
            var samples = Read(segment.Path);
            Assert.Equal((int)(seconds * Rate), samples.Length);

            // 16 bits: half a step.
            for (var k = 0; k < samples.Length; k++) Assert.InRange(samples[k] - whole[first + k], -0.5f / 32768, 0.5f / 32768);
            Assert.Equal(segment.LevelDbfs, AudioLevel.ToDbfs(AudioLevel.Rms(samples)), 0.1);
        }

        // The names tell the place, by which training knows them as one recording.
        Assert.All(segments, segment => Assert.Equal("night", RecordingName.Of(Path.GetFileNameWithoutExtension(segment.Path), out _)));
        Assert.Equal(segments.Count, segments.Select(segment => segment.Path).Distinct().Count());
    }

    [Fact]
    public void Silence_is_refused_and_what_is_loud_is_found_all_the_same()
    {
        // A minute with ten seconds of sound in it, at 20 s.
        var samples = new float[60 * Rate];
        Signals.Noise(10 * Rate, seed: 3).CopyTo(samples, 20 * Rate);
        folder.Wav("night.wav", samples);
        var segments = Extract(new() { Segments = 4, Seconds = 2 }, "night.wav", out var plan);
        Assert.Equal(4, segments.Count);
        Assert.InRange(plan.Silent, 1, 60);

        // A segment that begins or ends in silence is no silent one: 2 s before and after the sound.
        Assert.All(segments, segment => Assert.InRange(segment.Start.TotalSeconds, 18, 30));
        AssertNoOverlap(segments);
    }

    [Fact]
    public void Silence_alone_gives_nothing_and_ends()
    {
        folder.Wav("night.wav", new float[30 * Rate]);
        Assert.Empty(Extract(new() { Segments = 4 }, "night.wav", out var plan));
        Assert.InRange(plan.Silent, 10, 60);
    }

    [Fact]
    public void A_folder_gives_segments_of_many_recordings_under_names_of_their_own_and_bad_ones_are_told()
    {
        folder.Noise("rec/mic1/night.wav", seconds: 20);
        folder.Noise("rec/mic2/night.wav", seconds: 20);
        folder.Noise("rec/mic1_night.wav", seconds: 20);
        folder.Noise("rec/day.wav", seconds: 20);
        folder.Write("rec/day.flac", File.ReadAllBytes(folder.At("rec/day.wav")));
        folder.Write("rec/broken.wav", "no sound"u8);
        folder.Noise("rec/short.wav", seconds: 0.5);
        var segments = Extract(new() { Segments = 30 }, "rec", out var plan);
        Assert.Equal(30, segments.Count);
        Assert.Contains("broken.wav", Assert.Single(plan.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(
            ["day_flac", "day_wav", "mic1_night_wav", "mic1_night_wav_2", "mic2_night"],
            segments.Select(segment => RecordingName.Of(Path.GetFileNameWithoutExtension(segment.Path), out _)).Distinct().Order(StringComparer.Ordinal));
        AssertNoOverlap(segments);
    }

    [Fact]
    public void A_seed_gives_the_same_segments_and_another_one_others()
    {
        folder.Noise("night.wav", seconds: 60);
        string[] Names(string to, long seed) => [.. Extract(new() { Segments = 5, Seed = seed }, "night.wav", out _, to: to).Select(segment => Path.GetFileName(segment.Path))];
        var first = Names("a", 1);
        Assert.Equal(first, Names("b", 1));
        Assert.NotEqual(first, Names("c", 2));
    }

    [Fact]
    public void What_a_model_hears_is_left_out()
    {
        // 200 Hz and 4 kHz, each 5 s and loud, in quiet noise; the model calls them low and high, and quiet things background.
        var samples = Signals.Noise(60 * Rate, seed: 4, amplitude: 0.02);
        Signals.Tone(200, Rate, 5 * Rate).CopyTo(samples, 10 * Rate);
        Signals.Tone(4000, Rate, 5 * Rate).CopyTo(samples, 40 * Rate);
        folder.Wav("night.wav", samples);
        using var embedder = new PitchEmbedder();
        using var model = PitchEmbedder.Model();
        var listener = new TargetListener(model, embedder);
        Assert.True(listener.KnowsBackground);
        Assert.Equal("low", listener.Hear(samples.AsSpan(11 * Rate, Rate)));
        Assert.Equal("high", listener.Hear(samples.AsSpan(41 * Rate, Rate)));
        Assert.Null(listener.Hear(samples.AsSpan(0, Rate)));
        var segments = Extract(new() { Segments = 30, Seconds = 1 }, "night.wav", out var plan, listener);
        Assert.Equal(30, segments.Count);
        Assert.Equal(["high", "low"], plan.Avoided.Keys);

        // Where less than half of a patch is the tone it is quieter than the model's background.
        Assert.All(segments, segment =>
        {
            foreach (var from in (double[])[10, 40]) Assert.False(segment.Start.TotalSeconds > from - 0.5 && segment.Start.TotalSeconds < from + 4.5, $"{segment.Start} holds a tone");
        });
    }

    [Fact]
    public void A_file_that_exists_stays_and_nothing_is_written()
    {
        folder.Noise("night.wav", seconds: 60);
        var first = Extract(new() { Segments = 3 }, "night.wav", out _);
        File.WriteAllText(first[0].Path, "mine");
        foreach (var other in first.Skip(1)) File.Delete(other.Path);
        var error = Assert.Throws<DatasetException>(() => Extract(new() { Segments = 3 }, "night.wav", out _));
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);
        Assert.Equal([first[0].Path], Directory.GetFiles(folder.At("out")));
        Assert.Equal(3, Extract(new() { Segments = 3, Overwrite = true }, "night.wav", out _).Count);
    }

    [Fact]
    public void Recordings_that_are_too_short_missing_or_no_sound_are_told()
    {
        folder.Noise("short.wav", seconds: 1);
        Assert.Contains("no recording of at least 2 s", Assert.Throws<DatasetException>(() => Extract(new(), "short.wav", out _)).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<AudioException>(() => Extract(new(), "none.wav", out _)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.At("empty"));
        Assert.Contains("no audio file", Assert.Throws<DatasetException>(() => Extract(new(), "empty", out _)).Message, StringComparison.Ordinal);
    }

    private static void AssertNoOverlap(IEnumerable<BackgroundSegment> segments)
    {
        foreach (var recording in segments.GroupBy(segment => segment.Source))
        {
            var sorted = recording.OrderBy(segment => segment.Start).ToList();
            for (var k = 1; k < sorted.Count; k++) Assert.True(sorted[k - 1].Start + sorted[k - 1].Duration <= sorted[k].Start, $"{sorted[k].Path} overlaps the one before");
        }
    }

    private static float[] Read(string path)
    {
        using var reader = AudioInput.Open(path);
        return reader.ReadToEnd();
    }

    private List<BackgroundSegment> Extract(BackgroundExtractionOptions options, string audio, out BackgroundExtraction plan, TargetListener? avoid = null, string to = "out")
    {
        var extractor = new BackgroundExtractor(options, avoid);
        plan = extractor.Plan(folder.At(audio), folder.At(to));
        return [.. extractor.Run(plan)];
    }
}
