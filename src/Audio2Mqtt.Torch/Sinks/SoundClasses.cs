namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Which of Home Assistant's classes of binary sensors a sound is.</summary>
internal static class SoundClasses
{
    // By whole words, so that neither "fireworks" nor "leaf" is an alarm.
    private static readonly Dictionary<string, string> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["smoke"] = "smoke",
        ["moisture"] = "moisture", ["leak"] = "moisture", ["leaking"] = "moisture", ["flood"] = "moisture",
        ["safety"] = "safety", ["shatter"] = "safety", ["shattering"] = "safety", ["scream"] = "safety", ["screaming"] = "safety", ["gunshot"] = "safety",
        ["intruder"] = "safety",
    };

    /// <summary><c>smoke</c>, <c>moisture</c> or <c>safety</c> where the name says so, else <c>sound</c>.</summary>
    public static string Of(string sound)
    {
        var words = sound.Split((char[])[' ', '_', '-', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries);
        return words.Select(word => ByWord.GetValueOrDefault(word)).FirstOrDefault(found => found is not null) ?? "sound";
    }
}
