using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training.Demonstration;

/// <summary>
/// Sounds to try everything with where there is no microphone and nothing recorded: made of sines, sweeps and damped noise, a little different each time in
/// pitch, pace, level and room noise, as recordings of one thing are.
/// </summary>
public static class DemoSounds
{
    /// <summary>Length of a clip in seconds.</summary>
    public const double ClipSeconds = 2;

    private const int Rate = Waveforms.SampleRate;

    /// <summary>The sounds' names; <c>background</c>, the last one, is what is heard when none of them is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["alarm", "beeps", "doorbell", "knock", "siren", "background"];

    /// <summary>A clip of a sound over the noise of a room.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Decides how it differs from others.</param>
    /// <returns>16 kHz mono, <see cref="ClipSeconds"/> long, peaks below 1.</returns>
    /// <exception cref="ArgumentException">Another name.</exception>
    public static float[] Clip(string name, long seed)
    {
        var draws = new SeededDraws(seed);
        var samples = Sound(name, draws);
        var room = Room(samples.Length, draws);
        for (var i = 0; i < samples.Length; i++) samples[i] = Math.Clamp(samples[i] + room[i], -0.99f, 0.99f);
        return samples;
    }

    /// <summary>A sound alone, without a room: silent where <c>background</c> is asked for.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="draws">Decides how it differs from others.</param>
    internal static float[] Sound(string name, SeededDraws draws)
    {
        var samples = new float[(int)(ClipSeconds * Rate)];
        switch (name)
        {
            case "alarm":
                Alarm(samples, draws);
                break;
            case "beeps":
                Beeps(samples, draws);
                break;
            case "doorbell":
                Doorbell(samples, draws);
                break;
            case "knock":
                Knock(samples, draws);
                break;
            case "siren":
                Siren(samples, draws);
                break;
            case "background":
                return samples;
            default:
                throw new ArgumentException($"no sound is called '{name}'", nameof(name));
        }

        var gain = (float)(Math.Pow(10, draws.Between(-14, -4) / 20) / AudioLevel.Peak(samples));
        foreach (ref var sample in samples.AsSpan()) sample *= gain;
        return samples;
    }

    /// <summary>The noise of a room: between white and brown, -58 to -44 dBFS RMS.</summary>
    internal static float[] Room(int length, SeededDraws draws)
    {
        using var noise = Clips.Noise(length, draws.Between(-6, 0), draws.Next());
        var samples = Clips.ToArray(noise);
        var gain = (float)(Math.Pow(10, draws.Between(-58, -44) / 20) / AudioLevel.Rms(samples));
        foreach (ref var sample in samples.AsSpan()) sample *= gain;
        return samples;
    }

    // Two tones in turn, rich in harmonics: a smoke detector's sounder.
    private static void Alarm(Span<float> samples, SeededDraws draws)
    {
        var (low, high, turn) = (draws.Between(1800, 2200), draws.Between(2500, 3100), draws.Between(0.11, 0.2));
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            phase += (i / (turn * Rate) % 2 < 1 ? low : high) / Rate;
            samples[i] = (float)(Math.Sin(2 * Math.PI * phase) + (0.3 * Math.Sin(6 * Math.PI * phase)));
        }
    }

    // Short even tones and a pause: an oven that is done.
    private static void Beeps(Span<float> samples, SeededDraws draws)
    {
        var (pitch, length, gap, count) = (draws.Between(900, 1300), draws.Between(0.09, 0.14), draws.Between(0.1, 0.16), 3 + (int)draws.Between(0, 3));
        var at = draws.Between(0.05, 0.3);
        for (var k = 0; k < count; k++, at += length + gap) Tone(samples, at, length, pitch, decaySeconds: double.PositiveInfinity);
    }

    // A high and a lower bell that ring out.
    private static void Doorbell(Span<float> samples, SeededDraws draws)
    {
        var (high, at) = (draws.Between(620, 720), draws.Between(0.02, 0.2));
        foreach (var (pitch, begin) in ((double, double)[])[(high, at), (high * 0.8, at + draws.Between(0.45, 0.65))])
        {
            Tone(samples, begin, 1.4, pitch, 0.45);
            Tone(samples, begin, 1.4, pitch * 2.76, 0.2, 0.5);
            Tone(samples, begin, 1.4, pitch * 5.4, 0.08, 0.25);
        }
    }

    // Dull damped bursts, two to four of them.
    private static void Knock(Span<float> samples, SeededDraws draws)
    {
        using var noise = Clips.Noise(samples.Length, -6, draws.Next());
        var burst = Clips.ToArray(noise);
        var scale = 1 / AudioLevel.Peak(burst);
        var (pitch, at, pace) = (draws.Between(140, 260), draws.Between(0.05, 0.3), draws.Between(0.17, 0.3));
        for (var k = 2 + (int)draws.Between(0, 3); k > 0; k--, at += pace * draws.Between(0.9, 1.1))
        {
            for (int i = (int)(at * Rate), n = 0; i < samples.Length && n < Rate / 5; i++, n++)
            {
                var t = n / (double)Rate;
                samples[i] += (float)((Math.Sin(2 * Math.PI * pitch * t) * Math.Exp(-t / 0.03)) + (burst[n] * scale * Math.Exp(-t / 0.008)));
            }
        }
    }

    // Up and down, slowly.
    private static void Siren(Span<float> samples, SeededDraws draws)
    {
        var (low, high, period, phase, sweep) = (draws.Between(450, 650), draws.Between(1200, 1600), draws.Between(1.2, 2.2), 0.0, draws.Between(0, 1));
        for (var i = 0; i < samples.Length; i++)
        {
            var place = 0.5 - (0.5 * Math.Cos(2 * Math.PI * ((i / (period * Rate)) + sweep)));
            phase += low * Math.Pow(high / low, place) / Rate;
            samples[i] = (float)(Math.Sin(2 * Math.PI * phase) + (0.4 * Math.Sin(4 * Math.PI * phase)));
        }
    }

    // Edges of 5 ms, so that no tone clicks.
    private static void Tone(Span<float> samples, double beginSeconds, double seconds, double hertz, double decaySeconds, double amplitude = 1)
    {
        var count = (int)(seconds * Rate);
        for (int i = (int)(beginSeconds * Rate), n = 0; i < samples.Length && n < count; i++, n++)
        {
            var (t, edge) = (n / (double)Rate, Math.Min(1, Math.Min(n, count - n) / (0.005 * Rate)));
            samples[i] += (float)(amplitude * edge * Math.Exp(-t / decaySeconds) * Math.Sin(2 * Math.PI * hertz * t));
        }
    }
}
