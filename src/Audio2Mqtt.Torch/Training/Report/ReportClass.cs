namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>A class of the data.</summary>
/// <param name="Name">The class.</param>
/// <param name="Clips">Its clips.</param>
/// <param name="Recordings">The recordings they come from.</param>
/// <param name="Seconds">Their length together; null where it was not measured.</param>
public sealed record ReportClass(string Name, int Clips, int Recordings, double? Seconds);
