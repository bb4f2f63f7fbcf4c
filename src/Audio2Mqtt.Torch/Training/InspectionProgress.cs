namespace Audio2Mqtt.Torch.Training;

/// <summary>How far an inspection is.</summary>
/// <param name="ClipsDone">Clips decoded, failed ones included.</param>
/// <param name="ClipsTotal">Clips in all.</param>
public sealed record InspectionProgress(int ClipsDone, int ClipsTotal);
