namespace Audio2Mqtt.Torch.Audio;

/// <summary>The level of each 25 ms of sound, 10 ms apart, whatever the pieces in which it comes: what silence is told by.</summary>
internal sealed class FrameLevels
{
    private const double FrameSeconds = 0.025;
    private const double HopSeconds = 0.010;

    private readonly List<float> levels = [];
    private readonly float[] frame;
    private int filled;

    /// <summary>No levels yet.</summary>
    /// <param name="sampleRate">Of the sound, in hertz, 1 or more.</param>
    internal FrameLevels(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        Grid = new(Math.Max(1, (int)(FrameSeconds * sampleRate)), Math.Max(1, (int)(HopSeconds * sampleRate)));
        frame = new float[Grid.WindowSamples];
    }

    /// <summary>How frames lie.</summary>
    internal PatchGrid Grid { get; }

    /// <summary>Samples so far.</summary>
    internal long Samples { get; private set; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Mono.</param>
    internal void Add(ReadOnlySpan<float> samples)
    {
        Samples += samples.Length;
        while (samples.Length > 0)
        {
            var count = Math.Min(samples.Length, frame.Length - filled);
            samples[..count].CopyTo(frame.AsSpan(filled));
            samples = samples[count..];
            filled += count;
            if (filled < frame.Length) continue;
            levels.Add(Level());
            frame.AsSpan(Grid.HopSamples).CopyTo(frame);
            filled -= Grid.HopSamples;
        }
    }

    /// <summary>The level of every frame in dBFS, at least one; the last frame may be shorter.</summary>
    internal IReadOnlyList<float> Complete() => levels.Count < Grid.Count(Samples) ? [.. levels, Level()] : levels;

    private float Level() => AudioLevel.ToDbfs(AudioLevel.Rms(frame.AsSpan(0, filled)));
}
