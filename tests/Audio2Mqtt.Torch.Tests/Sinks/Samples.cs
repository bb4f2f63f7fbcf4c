using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>Sources and events to tell of.</summary>
internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 21, 13, 28, 26, 123, TimeSpan.FromHours(1));

    public static SourceInfo Door { get; } = new("Front door", "USB microphone", ["dog", "Door bell"], "default", "0123abcd");

    public static SourceInfo Yard { get; } = new("yard", "rtsp://camera/yard", ["Smoke detector, smoke alarm", "all"], "yamnet-lite", null);

    public static SoundEvent Event(EventPhase phase, string sound = "dog", string source = "Front door", string id = "door-dog-1") => new()
    {
        Id = id, Source = source, Sound = sound, Phase = phase, StartSample = 16_000, EndSample = 16_000 + 38_400, Start = Noon, End = Noon + TimeSpan.FromMilliseconds(2400),
        Confidence = 0.87341f, PeakConfidence = 0.93f, Threshold = 0.7f, LevelDbfs = -31.26f, Top = [new("dog", 0.87341f), new("cat", 0.05f)],
        ModelName = "default", ModelHash = "0123abcd", Clip = "/clips/1.flac", Metadata = new Dictionary<string, string> { ["room"] = "hall" },
    };

    public static HopReport Hop(string source = "Front door", float level = -31.24f, bool isGated = false, params ScoredLabel[] sounds) =>
        new(source, 15_600, Noon, level, -33f, -12.5f, -60f, isGated, sounds, sounds);

    public static SourceStatus Status(SourceState state, string source = "Front door", string? reason = null) => new(source, state, reason, Noon);
}
