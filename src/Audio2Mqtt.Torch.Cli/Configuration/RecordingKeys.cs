using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Which clips are kept.</summary>
internal static class RecordingKeys
{
    public static readonly Key<string> Folder = new("dir", new PathKind("DIR"), "Keep the sound of each event here, as FLAC by source and day")
    { Option = "--clip-dir" };

    public static readonly Key<TimeSpan> Before = new(
        "before", new DurationKind(0, 60), "How much is kept from before an event", TimeSpan.FromSeconds(1))
    { Option = "--clip-before" };

    public static readonly Key<TimeSpan> After = new(
        "after", new DurationKind(0, 60), "How much is kept from after an event", TimeSpan.FromSeconds(1))
    { Option = "--clip-after" };

    public static readonly Key<long> MaxSize = new("max_size", new SizeKind(), "How large all clips together may become; the oldest go first")
    { Option = "--clip-max-size", DefaultWords = "no limit" };

    public static readonly Key<TimeSpan> MaxAge = new(
        "max_age", new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromDays(36500)), "How old a clip may become")
    { Option = "--clip-max-age", DefaultWords = "no limit" };

    public static readonly Key<bool> NoSpeech = new("no_speech", new FlagKind(), "Keep no clip in which speech is heard, whatever else is", false)
    { Option = "--no-speech-clips", OptionValue = "true" };

    public static readonly Section Section = new("recording", [Folder, Before, After, MaxSize, MaxAge, NoSpeech]);

    /// <summary>What is kept; null where no folder was named.</summary>
    public static ClipOptions? Read(Settings settings) => settings.Object(Folder) is not { } folder ? null : new()
    {
        Folder = folder,
        Before = settings.Get(Before),
        After = settings.Get(After),
        MaxBytes = settings.Value(MaxSize),
        MaxAge = settings.Value(MaxAge),
        NoSpeech = settings.Get(NoSpeech),
    };
}
