using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>What audio2mqtt's subscribers wait for, under its topics.</summary>
internal sealed class Audio2MqttTopics(string prefix, string version)
{
    private const int SamplesPerSecond = 16_000;

    public string Running => $"{prefix}/system/running";

    /// <summary>The states that stand from the beginning.</summary>
    public IEnumerable<(string Topic, byte[] Payload)> States(IReadOnlyList<SourceInfo> sources)
    {
        var details = new CompatibleDetailsDocument(version, RuntimeInformation.RuntimeIdentifier, SamplesPerSecond, [.. sources.Select(source => source.Name)]);
        yield return ($"{prefix}/system/details", JsonSerializer.SerializeToUtf8Bytes(details, SinkJson.Plain.CompatibleDetailsDocument));
        yield return ($"{prefix}/system/version", Encoding.UTF8.GetBytes(version));
    }

    /// <summary>An event that has begun: there they have no length.</summary>
    public MqttMessage Event(SoundEvent soundEvent)
    {
        var timestamp = soundEvent.Start.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var document = new CompatibleEventDocument(soundEvent.Sound, Figures.Score(soundEvent.Confidence), timestamp, soundEvent.Metadata);
        return new MqttMessage($"{prefix}/event", JsonSerializer.SerializeToUtf8Bytes(document, SinkJson.Plain.CompatibleEventDocument));
    }

    /// <summary>The last event's name as text: what its metadata call the song, else the sound.</summary>
    public (string Topic, byte[] Payload) LastSong(SoundEvent soundEvent) =>
        ($"{prefix}/event/last_song", Encoding.UTF8.GetBytes(soundEvent.Metadata.TryGetValue("song", out var song) ? song : soundEvent.Sound));
}
