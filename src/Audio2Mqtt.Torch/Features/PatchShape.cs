namespace Audio2Mqtt.Torch.Features;

/// <summary>What one patch of sound is: how it is counted, and how many samples it really hears.</summary>
/// <param name="Frames">Its nominal length in frames of 10 ms, which overlaps and time lines count in: 96 for YAMNet.</param>
/// <param name="WindowSamples">Samples at 16 kHz that it hears: 15 600 for YAMNet, whose last frame reaches 15 ms further.</param>
public readonly record struct PatchShape(int Frames, int WindowSamples)
{
    /// <summary>Samples in a frame of 10 ms: every hop is a whole number of them.</summary>
    public const int FrameSamples = 160;

    /// <summary>YAMNet's: 0.96 s.</summary>
    public static PatchShape Yamnet { get; } = new(LogMelOptions.Default.PatchFrames, LogMelOptions.Default.PatchSamples);

    /// <summary>Frames from one patch to the next unless a caller wants another hop: half a patch.</summary>
    public int HopFrames => Math.Max(1, Frames / 2);
}
