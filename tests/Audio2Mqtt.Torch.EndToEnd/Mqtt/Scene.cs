using System.Collections.Concurrent;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>A sink at a broker, events to tell it, and a listener that can be switched.</summary>
internal sealed class Scene : IListenerControl, IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 13, 28, 26, TimeSpan.FromHours(1));

    private readonly Scratch scratch = new();
    private readonly HashSet<string> disabled = [];
    private int events;

    public ConcurrentQueue<string> Told { get; } = new();

    public IReadOnlyList<SourceInfo> Sources { get; init; } = [new("Front door", "a microphone", ["dog", "Door bell"], "default", "abc")];

    public MqttOptions Options(Broker broker) => Options(broker.Port);

    public MqttOptions Options(int port) => new() { Host = "localhost", Port = port, Node = "attic", StateFile = scratch.At("state/mqtt.json"), Version = "1.2.3" };

    /// <summary>A sink that has begun.</summary>
    public MqttSink Sink(MqttOptions options)
    {
        var sink = MqttSink.Over(options, Told.Enqueue, TimeProvider.System);
        sink.Begin(Sources, this);
        return sink;
    }

    /// <summary>An event of the first source.</summary>
    public SoundEvent Event(EventPhase phase, string sound = "dog", string? id = null)
    {
        var length = phase == EventPhase.Start ? 15_600 : 31_200;
        return new SoundEvent
        {
            Id = id ?? $"event-{Interlocked.Increment(ref events)}", Source = Sources[0].Name, Sound = sound, Phase = phase, StartSample = 0, EndSample = length,
            Start = Begin, End = Begin.AddSeconds(length / 16_000d), Confidence = 0.87f, PeakConfidence = 0.93f, Threshold = 0.7f, LevelDbfs = -31.24f,
            Top = [new(sound, 0.87f), new("cat", 0.05f)], ModelName = "default", ModelHash = "abc",
        };
    }

    public void SetEnabled(string source, bool enabled)
    {
        lock (disabled) _ = enabled ? disabled.Remove(source) : disabled.Add(source);
    }

    public bool IsEnabled(string source)
    {
        lock (disabled) return !disabled.Contains(source);
    }

    public void Dispose() => scratch.Dispose();
}
