namespace Audio2Mqtt.Torch.Training;

/// <summary>Classes that stand for "none of the sounds": they are learnt, and never an event.</summary>
public static class BackgroundClass
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "ambience", "ambient", "negative", "noise", "none", "nothing", "other", "others", "silence", "unknown",
    };

    /// <summary>Whether a class is one: <c>background</c> (with whatever follows), <c>negative</c>, <c>other</c> and the like, in any case.</summary>
    /// <param name="className">Its name.</param>
    public static bool Is(string className)
    {
        var name = className.Trim(' ', '_', '-', '.');
        return name.StartsWith("background", StringComparison.OrdinalIgnoreCase) || Names.Contains(name);
    }
}
