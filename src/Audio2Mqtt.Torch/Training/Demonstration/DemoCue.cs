namespace Audio2Mqtt.Torch.Training.Demonstration;

/// <summary>A sound in the demonstration's stream.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it is over.</param>
public sealed record DemoCue(string Name, TimeSpan Start, TimeSpan End);
