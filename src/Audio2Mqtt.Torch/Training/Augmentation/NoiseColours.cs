namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Figures and names of the colours.</summary>
public static class NoiseColours
{
    /// <summary>What an octave changes when power goes with the frequency: 10 log10(2) dB.</summary>
    private const double OctaveDb = 3.0103;

    /// <summary>Slope of the power spectrum in dB an octave: white 0, pink -3, brown -6, blue 3, violet 6 (rounded).</summary>
    public static double SlopeDb(this NoiseColour colour) => colour switch
    {
        NoiseColour.White => 0,
        NoiseColour.Pink => -OctaveDb,
        NoiseColour.Brown => -2 * OctaveDb,
        NoiseColour.Blue => OctaveDb,
        NoiseColour.Violet => 2 * OctaveDb,
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "is no colour"),
    };

    /// <summary>The name that users write: <c>white</c>, <c>pink</c>, <c>brown</c>, <c>blue</c>, <c>violet</c>.</summary>
    public static string Name(this NoiseColour colour) => colour switch
    {
        NoiseColour.White => "white",
        NoiseColour.Pink => "pink",
        NoiseColour.Brown => "brown",
        NoiseColour.Blue => "blue",
        NoiseColour.Violet => "violet",
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "is no colour"),
    };

    /// <summary>The colour of a name in any case; null for another word.</summary>
    public static NoiseColour? Parse(string name)
    {
        foreach (var colour in Enum.GetValues<NoiseColour>())
            if (string.Equals(colour.Name(), name, StringComparison.OrdinalIgnoreCase)) return colour;
        return null;
    }
}
