using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>A test that needs the recording of a dog; skipped, with the reason, where it is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BarkFactAttribute : FactAttribute
{
    public BarkFactAttribute()
    {
        if ((Shared.Absent ?? (File.Exists(Shared.Bark) ? null : $"{Shared.Bark} is not at hand: the labelled clips belong into ../shared/esc10 beside the checkout")) is { } reason)
            Skip = reason;
    }
}
