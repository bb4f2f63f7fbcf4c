namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What a sound may have.</summary>
internal static class SoundKeys
{
    public static readonly Key<IReadOnlyList<string>> Classes = new(
        "classes", new ListKind("CLASS"), "The classes that are told as this one sound: names, patterns")
    { DefaultWords = "the class of this name" };

    public static readonly Key<IReadOnlyDictionary<string, string>> Metadata = new(
        "metadata", new MetadataKind(), "What is told with it in every event");

    public static readonly Section Section = new("sounds", [Classes, .. SourceKeys.OfSounds, Metadata]);
}
