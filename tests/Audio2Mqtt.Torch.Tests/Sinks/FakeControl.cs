using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>Remembers what was switched.</summary>
internal sealed class FakeControl : IListenerControl
{
    public HashSet<string> Disabled { get; } = [];

    public void SetEnabled(string source, bool enabled) => _ = enabled ? Disabled.Remove(source) : Disabled.Add(source);

    public bool IsEnabled(string source) => !Disabled.Contains(source);
}
