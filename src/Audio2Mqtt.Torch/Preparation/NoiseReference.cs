namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Where there is noise alone, by which it is known in the rest.</summary>
public abstract record NoiseReference
{
    private NoiseReference()
    {
    }

    /// <summary>A recording of noise alone, for all files.</summary>
    /// <param name="Path">The file.</param>
    public sealed record Recording(string Path) : NoiseReference;

    /// <summary>A stretch of each file itself.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="End">Where it ends, after its beginning.</param>
    public sealed record Stretch(TimeSpan Start, TimeSpan End) : NoiseReference;

    /// <summary>Each file's quietest frames, wherever they are.</summary>
    public sealed record Quietest : NoiseReference;
}
