using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Everything that is told what was heard.</summary>
internal sealed class ListenSinks
{
    private readonly SinkPump pump;

    /// <exception cref="Audio2MqttException">A file that cannot be written, a native library that is missing.</exception>
    public ListenSinks(ListenPlan plan, Terminal terminal, ServiceSink? service, TimeProvider time)
    {
        var listen = plan.Setup.Listen;
        var jsonLines = listen.Object(ListenKeys.JsonLines);
        var events = jsonLines == "-" ? TextWriter.Null : terminal.Out;
        List<IEventSink> sinks = [new ConsoleSink(events, terminal.Error, listen.Get(ListenKeys.Verbose))];
        if (jsonLines is not null) sinks.Add(JsonLinesSink.Open(jsonLines, plan.Setup.Mqtt.Get(MqttKeys.Node), terminal.Tell));
        if (plan.Mqtt is { } mqtt) sinks.Add(new MqttSink(mqtt, new MosquittoClient(mqtt, time), terminal.Tell, time));
        if (service is not null) sinks.Add(service);
        pump = new(sinks, terminal.Tell, time);
    }

    /// <summary>All of them as one.</summary>
    public IEventSink All => pump;

    /// <summary>What no sink had room for.</summary>
    public long Dropped => pump.Dropped;
}
