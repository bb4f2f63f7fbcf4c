using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Training;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Preparation;

public sealed class ConverterTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AudioFileFormat.Wav)]
    [InlineData(AudioFileFormat.Flac)]
    public void Any_rate_and_channels_become_16_kHz_mono_with_the_sound_kept(AudioFileFormat format)
    {
        folder.Write("in/a.wav", WavFile.Bytes(Signals.Tone(1000, 44_100, 2 * 44_100, channels: 2, amplitude: 0.4), 44_100, 2, 24));
        var result = Assert.Single(Convert(new() { Format = format }));
        Assert.Equal((ConversionState.Written, 2.0), (result.State, Assert.Single(result.Files).Duration.TotalSeconds));
        var samples = Read(result.Files[0].Path);
        Assert.Equal(2 * Rate, samples.Length);

        // Channels of 0.4 and 0.2 have a mean of 0.3.
        Assert.Equal(0.3, Signals.Amplitude(samples, 1000, Rate), 0.001);
    }

    [Fact]
    public void One_broken_file_does_not_stop_the_others_and_leaves_nothing()
    {
        for (var k = 0; k < 12; k++) folder.Noise($"in/{k}.wav");
        folder.Write("in/3.wav", "no sound"u8);
        folder.Write("in/5.wav", []);
        var results = Convert(new() { Workers = 4 });
        Assert.Equal(12, results.Count);
        Assert.Equal(["3.wav", "5.wav"], results.Where(result => result.State == ConversionState.Failed).Select(result => Path.GetFileName(result.Error!.Path)).Order(StringComparer.Ordinal));
        Assert.Equal(10, Directory.GetFiles(folder.At("out"), "*", new EnumerationOptions { AttributesToSkip = 0 }).Length);
    }

    [Fact]
    public void Files_that_exist_are_passed_over_unless_they_are_to_be_replaced()
    {
        folder.Noise("in/a.wav");
        folder.Noise("in/b.wav");
        folder.Write("out/a.wav", "mine"u8);
        Assert.Equal([ConversionState.Skipped, ConversionState.Planned], new Converter().Preview(Plan()).Select(result => result.State));
        Assert.Equal([ConversionState.Skipped, ConversionState.Written], Convert(new()).Select(result => result.State));
        Assert.Equal("mine", File.ReadAllText(folder.At("out/a.wav")));
        Assert.All(Convert(new() { Overwrite = true }), result => Assert.Equal(ConversionState.Written, result.State));
        Assert.Equal(8_000, Read(folder.At("out/a.wav")).Length);
    }

    [Fact]
    public void A_preview_tells_what_the_conversion_then_does()
    {
        folder.Noise("in/a.wav");
        folder.Write("in/broken.wav", "no sound"u8);
        folder.Write("in/empty.wav", []);
        folder.Noise("in/folder.wav");
        Directory.CreateDirectory(folder.At("out/folder.wav"));
        var converter = new Converter();
        var planned = converter.Preview(Plan()).OrderBy(result => result.Item.Source, StringComparer.Ordinal).ToList();
        Assert.Equal([ConversionState.Planned, ConversionState.Failed, ConversionState.Failed, ConversionState.Failed], planned.Select(result => result.State));
        Assert.Equal(["out/folder.wav"], Directory.GetFileSystemEntries(folder.At("out")).Select(path => Path.GetRelativePath(folder.Path, path)));
        var done = Convert(new());
        Assert.Equal(done.Select(result => result.Error?.Message), planned.Select(result => result.Error?.Message));
        var noise = new Converter(new() { Denoise = new NoiseReference.Recording(folder.At("in/broken.wav")) });
        Assert.Contains("is not audio", Assert.Throws<AudioException>(() => noise.Preview(Plan())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_once_and_not_for_each_file()
    {
        for (var k = 0; k < 3; k++) folder.Noise($"in/{k}.wav");
        folder.Write("out", "a file"u8);
        Assert.Contains("cannot be written", Assert.Throws<AudioException>(() => Convert(new(), folder.At("out/below"))).Message, StringComparison.Ordinal);
        Convert(new(), folder.At("new"));
        Assert.Equal(3, Directory.GetFiles(folder.At("new"), "*", new EnumerationOptions { AttributesToSkip = 0 }).Length);
    }

    [Fact]
    public void All_that_is_done_is_told_also_where_the_end_is_asked_for_too_late()
    {
        folder.Noise("in/a.wav");
        using var cancel = new CancellationTokenSource();
        foreach (var result in new Converter().Run(Plan(), cancellationToken: cancel.Token))
        {
            Assert.Equal(ConversionState.Written, result.State);
            cancel.Cancel();
        }
    }

    [Fact]
    public void Progress_goes_on_within_a_file_and_comes_to_its_end()
    {
        folder.Noise("in/a.wav", seconds: 40);
        folder.Noise("in/b.wav", seconds: 40);
        foreach (var options in (ConversionOptions[])[new(), new() { Denoise = new NoiseReference.Quietest() }, new() { Trim = true }])
        {
            var told = new List<double>();
            _ = new Converter(options with { Overwrite = true, Workers = 1 }).Run(Plan(), new Told(told)).ToList();
            Assert.Equal(told.Order(), told);
            Assert.Contains(told, share => share is > 0 and < 0.5);
            Assert.Equal(1, told[^1], 1e-9); // shares are added up
        }
    }

    [Fact]
    public void Trimming_and_splitting_write_the_sound_without_its_silence()
    {
        float[] samples = [.. new float[Rate], .. Signals.Tone(800, Rate, Rate), .. new float[Rate], .. Signals.Tone(1600, Rate, Rate / 2), .. new float[Rate]];
        folder.Wav("in/two.wav", samples);
        var trimmed = Assert.Single(Assert.Single(Convert(new() { Trim = true })).Files);
        Assert.InRange(trimmed.Start.TotalSeconds, 0.975, 1);
        Assert.InRange(Read(trimmed.Path).Length, 2.5 * Rate, 2.55 * Rate);

        var parts = Assert.Single(Convert(new() { SplitSilence = true })).Files;
        Assert.Equal(["two_at_00h00m00s980.wav", "two_at_00h00m02s980.wav"], parts.Select(part => Path.GetFileName(part.Path)));
        Assert.All(parts, part => Assert.Equal("two", RecordingName.Of(Path.GetFileNameWithoutExtension(part.Path), out _)));
        Assert.InRange(Read(parts[0].Path).Length, Rate, 1.05 * Rate);
        Assert.InRange(Read(parts[1].Path).Length, 0.5 * Rate, 0.55 * Rate);
        Assert.Equal(ConversionState.Skipped, Assert.Single(Convert(new() { SplitSilence = true })).State);
    }

    [Fact]
    public void Normalising_brings_every_file_to_the_same_level_and_tells_the_gain()
    {
        foreach (var (name, amplitude) in ((string, double)[])[("in/loud.wav", 0.9), ("in/soft.wav", 0.01)]) folder.Wav(name, Signals.Noise(2 * Rate, seed: 1, amplitude));
        foreach (var result in Convert(new() { Normalise = NormalisationKind.Peak }))
            Assert.Equal(-1, AudioLevel.ToDbfs(AudioLevel.Peak(Read(result.Files[0].Path))), 0.01);
        foreach (var result in Convert(new() { Normalise = NormalisationKind.Loudness, Overwrite = true }))
        {
            var meter = new LoudnessMeter(Rate);
            meter.Add(Read(result.Files[0].Path));
            Assert.Equal(-23, meter.Integrated(), 0.05);

            // 0.9 to 0.01 are 39.1 dB.
            Assert.Equal(result.Item.Source.Contains("soft", StringComparison.Ordinal), result.Files[0].GainDb > 10);
        }
    }

    [Fact]
    public void What_is_too_quiet_to_have_a_loudness_stays_and_is_told()
    {
        // Above one step of 16 bits, 3e-5, and below -70 LUFS, 3e-4.
        folder.Wav("in/faint.wav", Signals.Noise(2 * Rate, seed: 1, amplitude: 0.0001));
        var result = Assert.Single(Convert(new() { Normalise = NormalisationKind.Loudness }));
        Assert.Equal(0, Assert.Single(result.Files).GainDb);
        Assert.Contains("too quiet for its loudness to be measured", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quietest")]
    [InlineData("stretch")]
    [InlineData("recording")]
    public void Noise_is_taken_off_by_whatever_it_is_known(string from)
    {
        // A tone from 1 to 3 s in noise.
        var samples = Signals.Noise(4 * Rate, seed: 2, amplitude: 0.1);
        var tone = Signals.Tone(1000, Rate, 2 * Rate, amplitude: 0.3);
        for (var k = 0; k < tone.Length; k++) samples[Rate + k] += tone[k];
        folder.Wav("in/noisy.wav", samples);
        folder.Wav("noise.wav", Signals.Noise(2 * Rate, seed: 3, amplitude: 0.1));
        NoiseReference reference = from switch
        {
            "stretch" => new NoiseReference.Stretch(TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(4)),
            "recording" => new NoiseReference.Recording(folder.At("noise.wav")),
            _ => new NoiseReference.Quietest(),
        };
        var clean = Read(Assert.Single(Assert.Single(Convert(new() { Denoise = reference })).Files).Path);
        Assert.Equal(4 * Rate, clean.Length);
        Assert.Equal(0.3, Signals.Amplitude(clean.AsSpan((int)(1.2 * Rate), (int)(1.6 * Rate)), 1000, Rate), 0.02);

        // 24 dB, and what 16 bits round.
        Assert.InRange(Signals.Decibels(AudioLevel.Rms(clean.AsSpan(0, Rate / 2)) / AudioLevel.Rms(samples.AsSpan(0, Rate / 2))), -24.1, -23);
    }

    [Fact]
    public void Noise_that_is_not_there_is_told()
    {
        folder.Noise("in/a.wav", seconds: 1);
        folder.Wav("silent.wav", new float[Rate]);
        var late = Assert.Single(Convert(new() { Denoise = new NoiseReference.Stretch(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)) }));
        Assert.Contains("has no noise at 0:02.000: it ends at 0:01.000", late.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("is silent where its noise should be", Assert.Throws<AudioException>(() => Convert(new() { Denoise = new NoiseReference.Recording(folder.At("silent.wav")) })).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<AudioException>(() => Convert(new() { Denoise = new NoiseReference.Recording(folder.At("none.wav")) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_written_whole_with_a_warning_and_so_is_what_clips()
    {
        folder.Wav("in/silent.wav", new float[Rate]);
        folder.Wav("in/clips.wav", Signals.Tone(1000, Rate, Rate, amplitude: 2));
        var results = Convert(new() { Trim = true, Normalise = null }).ToDictionary(result => Path.GetFileName(result.Item.Source));
        Assert.Contains("is silent throughout", Assert.Single(results["silent.wav"].Warnings), StringComparison.Ordinal);
        Assert.Equal(Rate, Read(folder.At("out/silent.wav")).Length);
        Assert.Contains("beyond full scale", Assert.Single(results["clips.wav"].Warnings), StringComparison.Ordinal);
        Assert.Equal(
            ["is clipped: its peaks lie beyond full scale; --normalize peak lowers it instead", "is silent throughout"],
            Convert(new() { Overwrite = true }).SelectMany(result => result.Warnings));

        // No silence parts anything there, and nothing would be a sound.
        var split = Convert(new() { SplitSilence = true }).Single(result => result.Item.Source.EndsWith("silent.wav", StringComparison.Ordinal));
        Assert.Empty(split.Files);
        Assert.Equal("is silent throughout: nothing is written", Assert.Single(split.Warnings));
    }

    [Fact]
    public void What_is_less_than_a_sample_at_16_kHz_is_refused()
    {
        folder.Write("in/one.wav", WavFile.Bytes([0.5f], 192_000, 1, 16));
        foreach (var options in (ConversionOptions[])[new(), new() { Trim = true }, new() { Denoise = new NoiseReference.Quietest() }])
        {
            Assert.Contains("is too short", Assert.Single(Convert(options)).Error!.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(folder.At("out"), "*", new EnumerationOptions { AttributesToSkip = 0 }));
        }
    }

    [Fact]
    public void Ending_early_leaves_complete_files_only()
    {
        for (var k = 0; k < 30; k++) folder.Noise($"in/{k}.wav", seconds: 2);
        using var cancel = new CancellationTokenSource();
        var done = new List<ConversionResult>();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var result in new Converter(new() { Workers = 2 }).Run(Plan(), cancellationToken: cancel.Token))
            {
                done.Add(result);
                cancel.Cancel();
            }
        });
        Assert.InRange(done.Count, 1, 29);
        Assert.Equal(
            done.SelectMany(result => result.Files).Select(file => file.Path).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.At("out"), "*", new EnumerationOptions { AttributesToSkip = 0 }).Order(StringComparer.Ordinal));
        foreach (var file in done.SelectMany(result => result.Files)) Assert.Equal(2 * Rate, Read(file.Path).Length);
    }

    [Fact]
    public void An_hour_without_processing_needs_the_memory_of_a_block()
    {
        folder.LongRecording("in/long.wav", hours: 1);
        var item = Assert.Single(Plan());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ConversionState.Written, new FileConversion(new(), null).Convert(item, null, CancellationToken.None).State);

        // 230 MB as a whole.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static float[] Read(string path)
    {
        using var reader = AudioInput.Open(path);
        Assert.Equal((Rate, 1), (reader.SampleRate, reader.Channels));
        return reader.ReadToEnd();
    }

    private IReadOnlyList<ConversionItem> Plan(AudioFileFormat format = AudioFileFormat.Wav, string? target = null) => ConversionPlan.Make(folder.At("in"), target ?? folder.At("out"), format);

    private List<ConversionResult> Convert(ConversionOptions options, string? target = null) =>
        [.. new Converter(options).Run(Plan(options.Format, target)).OrderBy(result => result.Item.Source, StringComparer.Ordinal)];

    private sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
