namespace Audio2Mqtt.Torch.Events;

/// <summary>What sinks are told of a source before it is listened to.</summary>
/// <param name="Name">Its name, as its user wrote it; no other source has it.</param>
/// <param name="Description">What it is, for people, without credentials: a device's name, an address, a file.</param>
/// <param name="Sounds">The sounds that it can tell of: classes and groups, without those that never fire.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelHash">SHA-256 of the model's tensors; null where it has none.</param>
public sealed record SourceInfo(string Name, string Description, IReadOnlyList<string> Sounds, string ModelName, string? ModelHash);
