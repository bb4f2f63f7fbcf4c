namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// The front end's figures. The defaults are YAMNet's
/// (https://github.com/tensorflow/models/blob/c8cee8b1e000addfc9a5a1ded1e45ec4ec5d3739/research/audioset/yamnet/params.py);
/// with others the pretrained networks do not work.
/// </summary>
public sealed record LogMelOptions
{
    /// <summary>YAMNet's own figures.</summary>
    public static LogMelOptions Default { get; } = new();

    /// <summary>Samples per second of the waveform, in Hz.</summary>
    public int SampleRate { get; init; } = 16000;

    /// <summary>Length of an analysis window in samples: 25 ms.</summary>
    public int WindowSamples { get; init; } = 400;

    /// <summary>Samples from one window to the next: 10 ms.</summary>
    public int HopSamples { get; init; } = 160;

    /// <summary>Length of the Fourier transform: the next power of two above the window.</summary>
    public int FftSize { get; init; } = 512;

    /// <summary>Number of mel bands.</summary>
    public int MelBands { get; init; } = 64;

    /// <summary>Lower edge of the lowest band, in Hz.</summary>
    public double MelMinHz { get; init; } = 125;

    /// <summary>Upper edge of the highest band, in Hz.</summary>
    public double MelMaxHz { get; init; } = 7500;

    /// <summary>Added before the logarithm, so that silence is ln(0.001) = -6.9 and not minus infinity.</summary>
    public double LogOffset { get; init; } = 0.001;

    /// <summary>Frames in a patch: 0.96 s.</summary>
    public int PatchFrames { get; init; } = 96;

    /// <summary>Frames from one patch to the next by default: 0.48 s.</summary>
    public int PatchHopFrames { get; init; } = 48;

    /// <summary>Samples that one whole patch needs: 95 hops and a window, 15600 (0.975 s).</summary>
    public int PatchSamples => ((PatchFrames - 1) * HopSamples) + WindowSamples;
}
