using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training.Demonstration;

/// <summary>The demonstration's recordings: class folders to train on, and a stream in which the same sounds happen as they would.</summary>
public static class DemoScript
{
    // Until the first sound, and from the end of one to the next: long enough for the detector to let go.
    private const double LeadSeconds = 1.2;
    private const double GapSeconds = 1.1;

    /// <summary>Writes class folders of clips.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="clips">Clips of each sound.</param>
    /// <param name="seed">Decides all of them.</param>
    /// <exception cref="AudioException">A file cannot be written.</exception>
    public static void WriteClips(string folder, int clips, long seed)
    {
        foreach (var (index, name) in DemoSounds.Names.Index())
        {
            for (var k = 0; k < clips; k++)
                Write(Path.Combine(folder, name, $"{name}_{k:00}.wav"), DemoSounds.Clip(name, Seed(seed, index, k)));
        }
    }

    /// <summary>Writes the stream.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="seed">Decides it; the sounds are others than those of the same seed's clips.</param>
    /// <returns>Which sounds it holds, and when they begin and end.</returns>
    /// <exception cref="AudioException">The file cannot be written.</exception>
    public static IReadOnlyList<DemoCue> WriteStream(string path, double seconds, long seed)
    {
        var draws = new SeededDraws(Seed(seed, DemoSounds.Names.Count, 0));
        var samples = DemoSounds.Room((int)(seconds * Waveforms.SampleRate), draws);
        var cues = new List<DemoCue>();
        string[] sounds = [.. DemoSounds.Names.SkipLast(1)];
        for (var (at, k) = (LeadSeconds, 0); at + DemoSounds.ClipSeconds + GapSeconds <= seconds; at += DemoSounds.ClipSeconds + GapSeconds, k++)
        {
            var name = sounds[k % sounds.Length];
            var sound = DemoSounds.Sound(name, draws);
            var first = (int)(at * Waveforms.SampleRate);
            for (var i = 0; i < sound.Length; i++) samples[first + i] = Math.Clamp(samples[first + i] + sound[i], -0.99f, 0.99f);
            cues.Add(new(name, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + DemoSounds.ClipSeconds)));
        }

        Write(path, samples);
        return cues;
    }

    private static void Write(string path, float[] samples)
    {
        using var writer = AudioWriter.Create(path, new() { Overwrite = true });
        writer.Write(samples);
        writer.Complete();
    }

    private static long Seed(long seed, int sound, int clip) => unchecked((seed * 1_000_003) + (sound * 10_007L) + clip);
}
