namespace Audio2Mqtt.Torch.Sinks;

/// <summary>What is remembered from run to run.</summary>
internal sealed record MemoryDocument
{
    /// <summary>Names of sources that are switched off.</summary>
    public IReadOnlyList<string> Disabled { get; init; } = [];

    /// <summary>Retained topics that the broker has from us.</summary>
    public IReadOnlyList<string> Retained { get; init; } = [];

    /// <summary>Discovery topics, and the platform of each component by its key.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Discovered { get; init; } = new Dictionary<string, Dictionary<string, string>>();
}
