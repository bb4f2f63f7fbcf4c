namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>How far a download is.</summary>
/// <param name="Url">The address.</param>
/// <param name="BytesReceived">Bytes so far.</param>
/// <param name="TotalBytes">Bytes in all; null when the server does not tell.</param>
public sealed record WeightsProgress(string Url, long BytesReceived, long? TotalBytes);
