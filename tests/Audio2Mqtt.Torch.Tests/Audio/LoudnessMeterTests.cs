using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public sealed partial class LoudnessMeterTests : IDisposable
{
    // EBU Tech 3341 asks a meter for 0.1 LU.
    private const double ToleranceLu = 0.1;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void A_sine_of_1_kHz_at_minus_23_dBFS_has_minus_26_LUFS(int rate)
    {
        // BS.1770: a 997 Hz sine at full scale in one channel reads -3.01.
        var meter = new LoudnessMeter(rate);
        foreach (var part in Signals.Tone(997, rate, 5 * rate, amplitude: Math.Pow(10, -23 / 20.0)).Chunk(1237)) meter.Add(part);
        Assert.Equal(-26.01, meter.Integrated(), ToleranceLu);
    }

    [FfmpegTheory]
    [InlineData("noise")]
    [InlineData("low tone")]
    [InlineData("chirp")]
    [InlineData("loud and quiet")]
    [InlineData("with silence")]
    public void Loudness_is_what_ffmpeg_measures(string kind)
    {
        const int rate = 16_000;
        float[] samples = kind switch
        {
            "noise" => Signals.Noise(8 * rate, seed: 1, amplitude: 0.2),
            "low tone" => Signals.Tone(60, rate, 8 * rate, amplitude: 0.3),
            "chirp" => Signals.Chirp(7 * rate, rate, 1),

            // 25 LU apart: the quiet half is below the relative gate.
            "loud and quiet" => [.. Signals.Noise(6 * rate, seed: 2, amplitude: 0.3), .. Signals.Noise(6 * rate, seed: 3, amplitude: 0.3 * Math.Pow(10, -25 / 20.0))],
            _ => [.. Signals.Noise(3 * rate, seed: 4, amplitude: 0.1), .. new float[5 * rate], .. Signals.Noise(3 * rate, seed: 5, amplitude: 0.15)],
        };
        var meter = new LoudnessMeter(rate);
        meter.Add(samples);
        Assert.Equal(Ffmpeg(samples, rate), meter.Integrated(), ToleranceLu);
    }

    [Fact]
    public void Silence_has_the_floor_and_what_is_shorter_than_a_block_is_taken_as_one()
    {
        var silent = new LoudnessMeter(16_000);
        Assert.Equal(LoudnessMeter.FloorLufs, silent.Integrated());
        silent.Add(new float[16_000]);
        Assert.Equal(LoudnessMeter.FloorLufs, silent.Integrated());

        // 0.25 s: the filters' first ripples weigh more than in a long tone.
        var brief = new LoudnessMeter(16_000);
        brief.Add(Signals.Tone(1000, 16_000, 4_000, amplitude: 0.1));
        Assert.Equal(-23.01, brief.Integrated(), 0.3);
    }

    [Fact]
    public void Gains_bring_peaks_and_loudness_to_their_targets()
    {
        var noise = Signals.Noise(32_000, seed: 6, amplitude: 0.01);
        Assert.Equal(-1, AudioLevel.ToDbfs(Normalisation.PeakGain(noise) * AudioLevel.Peak(noise)), 0.01);
        var gain = Normalisation.LoudnessGain(noise, 16_000, out var isHeld);
        var meter = new LoudnessMeter(16_000);
        meter.Add([.. noise.Select(sample => sample * gain)]);
        Assert.Equal((-23, false), (Math.Round(meter.Integrated(), 2), isHeld));

        // A click has high peaks and no loudness.
        float[] click = [.. new float[8_000], 0.5f, .. new float[8_000]];
        Assert.Equal(-1, AudioLevel.ToDbfs(Normalisation.LoudnessGain(click, 16_000, out isHeld) * 0.5f), 0.01);
        Assert.True(isHeld);
        Assert.Equal(1, Normalisation.LoudnessGain(new float[16_000], 16_000, out isHeld));
        Assert.Equal(1, Normalisation.PeakGain(new float[16_000]));
    }

    private double Ffmpeg(float[] samples, int rate)
    {
        var file = folder.Write("sound.wav", WavFile.Bytes(samples, rate, 1, 32, isFloat: true));
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-hide_banner", "-i", file, "-af", "ebur128", "-f", "null", "-"]) { RedirectStandardError = true })!;
        var log = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(60_000), "ffmpeg did not measure in time");
        return double.Parse(Told().Matches(log.Result)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex Told();
}
