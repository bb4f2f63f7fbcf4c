using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Inspection.Pages;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Inspection;

public sealed class AudioInspectorTests : IDisposable
{
    private const int Rate = 48_000;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Level_peak_offset_length_and_format_of_each_channel_are_those_of_the_signal()
    {
        // Sines of 0.5 and 0.25 over whole periods: RMS is amplitude / sqrt 2 of each.
        var samples = Signals.Tone(1000, Rate, 2 * Rate, channels: 2);
        for (var k = 1; k < samples.Length; k += 2) samples[k] += 0.02f;
        var audio = Inspect(samples, channels: 2);
        Assert.Equal(("WAV", "32-bit float", Rate, 2), (audio.Info.Container, audio.Info.Codec, audio.Info.SampleRate, audio.Info.Channels));
        Assert.Equal(TimeSpan.FromSeconds(2), audio.Duration);
        Assert.Equal(0.5 / Math.Sqrt(2), audio.Channels[0].Rms, 5);
        Assert.Equal(Math.Sqrt((0.25 * 0.25 / 2) + (0.02 * 0.02)), audio.Channels[1].Rms, 5);
        Assert.Equal(0.5, audio.Peak, 4);
        Assert.Equal(0, audio.Channels[0].DcOffset, 6);
        Assert.Equal(0.02, audio.DcOffset, 6);
        Assert.Equal(0, audio.ClippedSamples);
        Assert.Contains(audio.Advice, line => line.StartsWith("the samples' mean is 0.020", StringComparison.Ordinal));
    }

    [Fact]
    public void Clipped_samples_are_counted_and_found()
    {
        // A tone of twice full scale, between 1.0 s and 1.2 s, of 100 Hz: each half wave is cut for a third of the period, 160 samples of 480 twice.
        var samples = Signals.Tone(100, Rate, 2 * Rate, amplitude: 0.5);
        for (var k = Rate; k < Rate * 6 / 5; k++) samples[k] = Math.Clamp(4 * samples[k], -1, 32767f / 32768);
        foreach (var bits in (int[])[8, 16, 24])
        {
            var audio = Inspect(samples, bits: bits);
            var expected = samples.Count(sample => Math.Abs(sample) > 0.999);
            Assert.InRange(audio.ClippedSamples, expected * 0.98, expected * 1.1); // at 8 bits what lies within half a step of full scale is full scale
            var stretch = Assert.Single(audio.Clipping.First);
            Assert.InRange(stretch.Start.TotalSeconds, 1, 1.003);
            Assert.InRange(stretch.End.TotalSeconds, 1.195, 1.2);
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_sine_of_full_scale_is_not_clipped(double hertz) =>
        Assert.Equal(0, Inspect(Signals.Tone(hertz, Rate, Rate, amplitude: 32767.0 / 32768), bits: 16).ClippedSamples);

    [Fact]
    public void A_sample_beyond_full_scale_is_clipped()
    {
        var samples = Signals.Tone(440, Rate, Rate);
        samples[1000] = 1.2f;
        var audio = Inspect(samples);
        Assert.Equal(1, audio.ClippedSamples);
        Assert.Equal(1000.0 / Rate, Assert.Single(audio.Clipping.First).Start.TotalSeconds, 6);
    }

    [Fact]
    public void Silence_is_found_where_it_is()
    {
        // 1 s of sound, 2 s at -70 dBFS, 1 s of sound.
        var samples = Signals.Tone(440, Rate, 4 * Rate, amplitude: 0.3);
        for (var k = Rate; k < 3 * Rate; k++) samples[k] *= 0.001f;
        var audio = Inspect(samples);
        Assert.Equal(0.5, audio.SilenceShare, 2);
        var stretch = Assert.Single(audio.Silence.First);
        Assert.Equal(1, stretch.Start.TotalSeconds, 0.021); // frames of 20 ms
        Assert.Equal(3, stretch.End.TotalSeconds, 0.021);
        Assert.Equal(1, audio.Silence.Count);
        var all = Inspect(new float[Rate]);
        Assert.Equal((1.0, 0.0), (all.SilenceShare, all.Peak));
        Assert.Contains("is silent", Assert.Single(all.Advice), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1.5)] // a third of the frames of the sound are only twice the noise
    [InlineData(5, 1)]
    [InlineData(10, 1)]
    [InlineData(20, 1)]
    [InlineData(40, 1)]
    public void The_ratio_of_tone_bursts_to_white_noise_is_estimated(double snrDb, double toleranceDb)
    {
        // Bursts of half a second each second: half of the time is noise alone.
        const double noiseRms = 0.005;
        var samples = Signals.Noise(20 * Rate, seed: 3, amplitude: noiseRms * Math.Sqrt(3));
        // The meter hears up to 8 kHz of 24: a third of the power of white noise.
        var heard = noiseRms * Math.Sqrt(8.0 / 24);
        var amplitude = heard * Math.Sqrt(2) * Math.Pow(10, snrDb / 20);
        for (var k = 0; k < samples.Length; k++)
        {
            if (k % Rate < Rate / 2) samples[k] += (float)(amplitude * Math.Sin(2 * Math.PI * 1000 * k / Rate));
        }

        var snr = Inspect(samples).Snr;
        Assert.Null(snr.Note);
        Assert.InRange(snr.SnrDb!.Value, snrDb - toleranceDb, snrDb + toleranceDb);
        Assert.InRange(snr.NoiseDbfs!.Value, (20 * Math.Log10(heard)) - 0.5, (20 * Math.Log10(heard)) + 0.5);
    }

    [Fact]
    public void Where_nothing_tells_of_noise_no_ratio_is_made_up()
    {
        var noise = Signals.Noise(5 * Rate, seed: 4);
        Assert.Equal((null, true), (Inspect(noise).Snr.SnrDb, Inspect(noise).Snr.Note!.StartsWith("nothing stands out", StringComparison.Ordinal)));
        var rumbling = noise.ToArray();
        for (var k = 1; k < rumbling.Length; k++) rumbling[k] = (0.9f * rumbling[k - 1]) + (0.1f * rumbling[k]); // -6 dB an octave from 800 Hz on
        Assert.Null(Inspect(rumbling).Snr.SnrDb);
        var gated = Signals.Tone(440, Rate, 5 * Rate);
        gated.AsSpan(Rate, Rate).Clear();
        Assert.Equal((null, true), (Inspect(gated).Snr.SnrDb, Inspect(gated).Snr.Note!.Contains("digitally silent", StringComparison.Ordinal)));
        Assert.Contains("too short", Inspect(Signals.Noise(Rate / 5, seed: 5)).Snr.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_inspected_by_its_own()
    {
        var samples = Signals.Tone(440, Rate, 4 * Rate, amplitude: 0.1);
        for (var k = 2 * Rate; k < 3 * Rate; k++) samples[k] *= 5;
        var audio = Inspect(samples, new() { Start = TimeSpan.FromSeconds(2), Duration = TimeSpan.FromSeconds(1) });
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)), (audio.Start, audio.Duration));
        Assert.Equal(0.5 / Math.Sqrt(2), audio.Rms, 4);
    }

    [Fact]
    public void Pictures_are_of_bounded_size_and_show_where_the_sound_is()
    {
        // 40 s: the first half is silent, the second a tone of 1 kHz.
        var samples = Signals.Tone(1000, 16_000, 40 * 16_000);
        samples.AsSpan(0, 20 * 16_000).Clear();
        var audio = AudioInspector.Inspect(
            folder.Write("long.wav", WavFile.Bytes(samples, 16_000, 1, 16)), new() { WithPictures = true, PlayedAtMost = TimeSpan.FromSeconds(5) });
        var pictures = audio.Pictures!;
        Assert.InRange(pictures.Waveform.Count, 800, 1600);
        var half = pictures.Waveform.Count / 2;
        Assert.All(pictures.Waveform.Take(half - 1), column => Assert.Equal((0f, 0f), column));
        Assert.All(pictures.Waveform.Skip(half + 1), column => Assert.InRange(column.High, 0.49f, 0.51f));
        var columns = pictures.LogMel.Count / 64;
        Assert.InRange(columns, 800, 1600);

        // In silence every band has ln 0.001; the tone is the loudest in the band around 1 kHz.
        Assert.All(pictures.LogMel.Take(64), value => Assert.Equal(-6.9078f, value, 3));
        var last = pictures.LogMel.Skip((columns - 2) * 64).Take(64).ToList();
        Assert.InRange(last.IndexOf(last.Max()), 19, 20); // 1 kHz lies at 19.5 of 64 bands from 125 to 7500 Hz in mel

        // A full-scale sine would have -3 dB over its half of the time; this one has half the amplitude.
        var line = pictures.SpectrumDb.ToList().IndexOf(pictures.SpectrumDb.Max());
        Assert.Equal(1000, line * 16_000.0 / 2048, 4.0);
        Assert.Equal(-3.01 - 6.02 - 3.01, pictures.SpectrumDb.Max(), 0.2);
        Assert.Equal(5 * 16_000, pictures.Played.Count);
    }

    [Theory]
    [InlineData(984.4, -3.01)] // line 126, within the band of lines 124 to 127
    [InlineData(5000 + (2.5 * 7.8125), -3.01)] // lines 640 to 643 from 5000 Hz on, half-way between two of them
    public void The_spectrum_shows_a_sine_of_full_scale_at_its_level(double hertz, double expectedDb)
    {
        var tone = folder.Write("tone.wav", WavFile.Bytes(Signals.Tone(hertz, 16_000, 4 * 16_000, amplitude: 0.9999), 16_000, 1, 16));
        var audio = AudioInspector.Inspect(tone, new() { WithPictures = true });
        Assert.Equal("-3.0 dBFS RMS (0.7070), peak 0.0 dBFS (1.000)", AudioFacts.Of(audio).Single(fact => fact.Name == "level").Value);
        var bands = AudioPage.Bands(audio.Pictures!);
        var (x, y) = bands.MaxBy(band => band.Y);
        Assert.Equal(256, bands.Length);
        Assert.InRange((x * 1000) - hertz, -15.7, 15.7);

        // A Hann window leaves one part in two hundred of it in lines farther away.
        Assert.Equal(expectedDb, y, 0.1);
    }

    [Fact]
    public void The_spectrum_of_noise_adds_up_to_its_level()
    {
        var noise = Signals.Noise(20 * 16_000, seed: 3, amplitude: 0.5);
        var bands = AudioPage.Bands(AudioInspector.Inspect(folder.Write("noise.wav", WavFile.Bytes(noise, 16_000, 1, 16)), new() { WithPictures = true }).Pictures!);
        Assert.Equal(AudioLevel.ToDbfs(AudioLevel.Rms(noise)), 10 * Math.Log10(bands.Sum(band => Math.Pow(10, band.Y / 10))), 0.05);
    }

    [Fact]
    public void Hours_take_no_more_memory_than_minutes()
    {
        // Two hours at 8 bits that take no room on the disk.
        using var recording = new Training.LabelledFolder();
        recording.LongRecording("night.wav", hours: 2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var audio = AudioInspector.Inspect(recording.At("night.wav"));
        Assert.Equal(TimeSpan.FromHours(2), audio.Duration);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000); // the samples would take 460 MB
    }

    private AudioInspection Inspect(float[] samples, AudioInspectorOptions? options = null, int channels = 1, int bits = 32) => AudioInspector.Inspect(
        folder.Write($"{Guid.NewGuid():n}.wav", WavFile.Bytes(samples, Rate, channels, bits, isFloat: bits == 32)), options);
}
