namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// Home Assistant's device discovery: one device and all its entities in one message. See https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload.
/// What is null is not written.
/// </summary>
internal sealed record DiscoveryDocument
{
    public required DiscoveredDevice Dev { get; init; }

    public required DiscoveryOrigin O { get; init; }

    public IReadOnlyList<DiscoveredAvailability>? Availability { get; init; }

    public string? AvailabilityMode { get; init; }

    public int Qos { get; init; } = 1;

    public required IReadOnlyDictionary<string, DiscoveredComponent> Cmps { get; init; }
}

/// <summary>The device that entities belong to.</summary>
internal sealed record DiscoveredDevice
{
    public required IReadOnlyList<string> Ids { get; init; }

    public required string Name { get; init; }

    public required string Mf { get; init; }

    public required string Mdl { get; init; }

    public required string Sw { get; init; }

    public string? ViaDevice { get; init; }
}

/// <summary>Who tells of it.</summary>
internal sealed record DiscoveryOrigin(string Name, string Sw, string Url);

/// <summary>A topic that says <c>online</c> when there is something to be had.</summary>
internal sealed record DiscoveredAvailability(string Topic, string? ValueTemplate = null);

/// <summary>An entity, or only its platform where the entity is to go.</summary>
internal sealed record DiscoveredComponent
{
    public required string P { get; init; }

    public string? Name { get; init; }

    public string? UniqueId { get; init; }

    public string? DefaultEntityId { get; init; }

    public string? StateTopic { get; init; }

    public string? CommandTopic { get; init; }

    public string? PayloadOn { get; init; }

    public string? PayloadOff { get; init; }

    public string? ValueTemplate { get; init; }

    public string? JsonAttributesTopic { get; init; }

    public IReadOnlyList<string>? EventTypes { get; init; }

    public string? DeviceClass { get; init; }

    public string? StateClass { get; init; }

    public string? UnitOfMeasurement { get; init; }

    public int? SuggestedDisplayPrecision { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public int? ExpireAfter { get; init; }

    public string? EntityCategory { get; init; }

    public string? Icon { get; init; }

    public IReadOnlyList<DiscoveredAvailability>? Availability { get; init; }
}
