namespace Audio2Mqtt.Torch.Events;

/// <summary>A change of a source's state.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="State">Its state now.</param>
/// <param name="Reason">Why it is offline, or what else is wrong, as one line without credentials; null where there is nothing to tell.</param>
/// <param name="At">When it changed.</param>
/// <param name="IsFinal">Whether it will not come back: a file is at its end, or listening ends.</param>
public sealed record SourceStatus(string Source, SourceState State, string? Reason, DateTimeOffset At, bool IsFinal = false);
