using System.Collections.Frozen;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// Which class stands for "none of the sounds". A model without one names one of its sounds whatever it hears; with one, the others
/// are what alarms are raised for.
/// </summary>
public static class BackgroundClasses
{
    /// <summary>
    /// The names, as they are compared: in lower case and without anything but letters, so that <c>_background_noise_</c> and
    /// <c>Background Noise</c> are known too.
    /// </summary>
    public static IReadOnlySet<string> Names { get; } = FrozenSet.ToFrozenSet(
    [
        "background", "backgrounds", "backgroundnoise", "noise", "noises", "negative", "negatives", "none", "nothing", "other", "others",
        "rest", "unknown", "silence", "quiet", "ambient", "ambience", "ambientnoise",
    ]);

    /// <summary>Whether a class has such a name, in any case.</summary>
    /// <param name="className">A class.</param>
    public static bool IsBackground(string className)
    {
        ArgumentNullException.ThrowIfNull(className);
#pragma warning disable CA1308 // The names are listed as people write them.
        return Names.Contains(string.Concat(className.Where(char.IsLetter)).ToLowerInvariant());
#pragma warning restore CA1308
    }
}
