using System.Text.Json;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <content>What the broker keeps: how it begins, follows the events, and ends.</content>
public sealed partial class MqttSink
{
    // In the order in which a new connection gets them: what there is, whether it is there, how it is.
    private void SetFirstStates(IReadOnlyList<SourceInfo> sources)
    {
        if (options.HomeAssistant)
        {
            var discovery = new HomeAssistantDiscovery(options, topics!);
            outbox.Set(topics!.Discovery, DiscoveryJson.Write(discovery.OfNode()));
            foreach (var source in topics.Sources.Values)
                outbox.Set(source.Discovery, DiscoveryJson.Write(discovery.Of(source, NothingGone)));
        }

        outbox.Set(topics!.Status, Text("online"));
        foreach (var source in topics.Sources.Values)
            outbox.Set(source.Status, Text(Word(control!.IsEnabled(source.Info.Name) ? SourceState.Offline : SourceState.Disabled)));
        SetNodeDetails(null);
        foreach (var source in topics.Sources.Values)
        {
            var info = source.Info;
            var sounds = source.Sounds.ToDictionary(pair => pair.Value, pair => pair.Key);
            var details = new SourceDocument(info.Name, info.Description, new ModelDocument(info.ModelName, info.ModelHash), sounds);
            outbox.Set(source.Details, JsonSerializer.SerializeToUtf8Bytes(details, SinkJson.Plain.SourceDocument));
            outbox.Set(source.SwitchState, control!.IsEnabled(info.Name) ? On : Off);
            outbox.Set(source.AnySound, Off);
            foreach (var sound in info.Sounds) outbox.Set(source.Sound(sound), Off);
        }

        if (compatible is null) return;
        if (running is null) outbox.Set(compatible.Running, Text("on"));
        foreach (var state in compatible.States(sources)) Set(state);
    }

    private void SetNodeDetails(string? protocol)
    {
        var document = new NodeDocument(options.Node, options.Version, Figures.Time(started), protocol, connections, outbox.Dropped);
        outbox.Set(topics!.Details, JsonSerializer.SerializeToUtf8Bytes(document, SinkJson.Plain.NodeDocument));
    }

    private void SetSound(SourceTopics source, SoundEvent soundEvent)
    {
        var sounds = active[source.Info.Name];
        var wasAny = sounds.Count > 0;
        if (soundEvent.Phase == EventPhase.End) sounds.Remove(soundEvent.Sound);
        else sounds.Add(soundEvent.Sound);

        // An update tells nothing new about being on, but an event whose start was lost to us begins with one.
        if (soundEvent.Phase != EventPhase.Update) outbox.Set(source.Sound(soundEvent.Sound), soundEvent.Phase == EventPhase.End ? Off : On);
        if (wasAny != sounds.Count > 0) outbox.Set(source.AnySound, sounds.Count > 0 ? On : Off);
        var document = new SoundDocument(
            soundEvent.Id, soundEvent.Sound, Figures.Score(soundEvent.Confidence), Figures.Score(soundEvent.PeakConfidence),
            Figures.Level(soundEvent.LevelDbfs), Figures.Time(soundEvent.Start),
            soundEvent.Phase == EventPhase.End ? Figures.Time(soundEvent.End) : null, Math.Round(soundEvent.Duration.TotalSeconds, 3), soundEvent.Clip);
        outbox.Set(source.SoundAttributes(soundEvent.Sound), JsonSerializer.SerializeToUtf8Bytes(document, SinkJson.Plain.SoundDocument));
    }

    private void Silence(SourceTopics source)
    {
        var sounds = active[source.Info.Name];
        if (sounds.Count == 0) return;
        foreach (var sound in sounds) outbox.Set(source.Sound(sound), Off);
        outbox.Set(source.AnySound, Off);
        sounds.Clear();
    }

    private void SetSwitch(SourceTopics source)
    {
        outbox.Set(source.SwitchState, control!.IsEnabled(source.Info.Name) ? On : Off);
        Remember();
    }

    private void Set((string Topic, byte[] Payload) state) => outbox.Set(state.Topic, state.Payload);

    // Ends when all that was told has been acknowledged; at once where nobody is there to do so.
    private Task Close()
    {
        birth?.Dispose();
        if (topics is null) return Task.CompletedTask;
        foreach (var source in topics.Sources.Values)
        {
            Silence(source);
            outbox.Set(source.Status, Text(Word(SourceState.Offline)));
        }

        if (compatible is not null && running is null) outbox.Set(compatible.Running, Text("off"));
        outbox.Set(topics.Status, Text("offline"));
        if (!isConnected) return Task.CompletedTask;
        flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Pump();
        return flushed.Task;
    }
}
