using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>
/// What trimming is where sound has no beginning and no end: a patch whose loudest 25 ms lie further below the loudest of the last two seconds than silence does is
/// what would be cut off after a sound, and is passed over. Two seconds hold a sound and its echo; a lasting quiet is heard again after them.
/// </summary>
internal sealed class LiveTrim
{
    private const double MemorySeconds = 2;

    private readonly PatchGrid grid = new FrameLevels(AudioInput.YamnetSampleRate).Grid;
    private readonly double topDb;
    private readonly float[] levels;
    private readonly float[] loudest;
    private int next;

    /// <summary>Nothing heard yet.</summary>
    /// <param name="topDb">How far below the loudest silence begins, in dB.</param>
    /// <param name="windowSamples">Samples in a patch.</param>
    /// <param name="hopSamples">Samples from patch to patch.</param>
    internal LiveTrim(double topDb, int windowSamples, int hopSamples)
    {
        this.topDb = topDb;
        levels = new float[grid.Count(windowSamples)];
        loudest = new float[1 + (int)(MemorySeconds * AudioInput.YamnetSampleRate / hopSamples)];
        Reset();
    }

    /// <summary>Whether the next patch is silence after a sound.</summary>
    /// <param name="window">Its samples.</param>
    internal bool IsSilence(ReadOnlySpan<float> window)
    {
        grid.Levels(window, levels);
        var level = levels.Max();
        loudest[next] = level;
        next = (next + 1) % loudest.Length;
        return level < loudest.Max() - topDb;
    }

    /// <summary>Forgets.</summary>
    internal void Reset() => Array.Fill(loudest, AudioLevel.FloorDbfs);
}
