using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Audio2Mqtt.Torch.Events;

/// <summary>How many of the last patches must reach the threshold before a sound is told, written <c>2/3</c>.</summary>
public readonly record struct Confirmation
{
    /// <summary>The largest number of patches that are looked back at.</summary>
    public const int MostPatches = 50;

    /// <summary>One patch is enough: <c>1/1</c>.</summary>
    public Confirmation()
        : this(1, 1)
    {
    }

    /// <summary>A rule.</summary>
    /// <param name="hits">Patches that must reach the threshold, from 1 to <paramref name="patches"/>.</param>
    /// <param name="patches">The last so many are looked at, 1 to <see cref="MostPatches"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public Confirmation(int hits, int patches)
    {
        Patches = patches is >= 1 and <= MostPatches ? patches
            : throw new ArgumentOutOfRangeException(nameof(patches), patches, $"must be in [1, {MostPatches}]");
        Hits = hits >= 1 && hits <= patches ? hits : throw new ArgumentOutOfRangeException(nameof(hits), hits, $"must be in [1, {patches}]");
    }

    /// <summary>Patches that must reach the threshold.</summary>
    public int Hits { get; }

    /// <summary>How many of the last patches are looked at.</summary>
    public int Patches { get; }

    /// <summary>Reads <c>hits/patches</c>, such as <c>2/3</c>, or a single number: <c>2</c> is <c>2/2</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="confirmation">The rule.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Confirmation confirmation)
    {
        confirmation = new(1, 1);
        var parts = (text ?? "").Split('/');
        if (parts.Length > 2 || !Number(parts[0], out var hits) || !Number(parts[^1], out var patches) || hits > patches) return false;
        confirmation = new(hits, patches);
        return true;

        static bool Number(string part, out int value) =>
            int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value)
            && value is >= 1 and <= MostPatches;
    }

    /// <summary>As it is written: <c>2/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hits}/{Patches}");
}
