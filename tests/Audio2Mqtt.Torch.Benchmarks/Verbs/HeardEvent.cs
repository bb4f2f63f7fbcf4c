namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>An event; times in seconds from the stream's beginning.</summary>
/// <param name="Label">The sound.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Told">What had been heard when it was told.</param>
/// <param name="Peak">Peak confidence.</param>
internal sealed record HeardEvent(string Label, double Start, double End, double Told, float Peak);
