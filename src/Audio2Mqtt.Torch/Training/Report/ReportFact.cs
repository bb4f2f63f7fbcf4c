namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>A name and its value, as text.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">Its value, for people.</param>
public sealed record ReportFact(string Name, string Value);
