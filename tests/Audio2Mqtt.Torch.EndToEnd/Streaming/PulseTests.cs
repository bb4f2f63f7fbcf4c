using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>Tests that point this process at a sound server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PulseTests
{
    public const string Name = "PulseAudio";
}
