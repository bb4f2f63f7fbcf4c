using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Everything that is told what was heard.</summary>
internal sealed class ListenSinks
{
    private readonly SinkPump pump;

    /// <param name="plan">What was asked for.</param>
    /// <param name="sources">What is listened to.</param>
    /// <param name="output">Where lines go.</param>
    /// <param name="service">Keeps the service manager informed; null where there is none.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Audio2MqttException">A file that cannot be written, a native library that is missing.</exception>
    public ListenSinks(ListenPlan plan, IReadOnlyList<ListeningSource> sources, ListenOutput output, ServiceSink? service, TimeProvider time)
    {
        var listen = plan.Setup.Listen;
        var jsonLines = listen.Object(ListenKeys.JsonLines);

        // Lines for people and lines for programs do not mix.
        var events = jsonLines == "-" ? TextWriter.Null : output.Events;
        List<IEventSink> sinks = [new ConsoleSink(events, output.Messages, listen.Get(ListenKeys.Verbose), ThresholdOf)];
        if (jsonLines is not null) sinks.Add(JsonLinesSink.Open(jsonLines, plan.Setup.Mqtt.Get(MqttKeys.Node), output.Tell));
        if (plan.Mqtt is { } mqtt) sinks.Add(MqttSink.Over(mqtt, output.Tell, time));
        if (output.Screen is { } screen) sinks.Add(new LiveView(screen, [.. sources.Select(LiveSource.Of)], time));
        if (service is not null) sinks.Add(service);
        pump = new(sinks, output.Tell, time);

        float? ThresholdOf(string source, string sound) =>
            sources.FirstOrDefault(one => one.Name == source)?.Sounds.FirstOrDefault(one => one.Name == sound)?.StartThreshold;
    }

    /// <summary>All of them as one.</summary>
    public IEventSink All => pump;

    /// <summary>What no sink had room for.</summary>
    public long Dropped => pump.Dropped;
}
