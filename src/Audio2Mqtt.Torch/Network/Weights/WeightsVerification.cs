namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>What a check of installed weights found.</summary>
/// <param name="Path">The file.</param>
/// <param name="RecordedHash">The hash that the file records.</param>
/// <param name="ActualHash">The hash of the values in the file.</param>
/// <param name="OfficialHash">The hash of the official network; null when several genuine exports exist.</param>
public sealed record WeightsVerification(string Path, string RecordedHash, string ActualHash, string? OfficialHash)
{
    /// <summary>Whether the values are those that were installed, and the official ones where that is known.</summary>
    public bool IsIntact => ActualHash == RecordedHash && (OfficialHash is null || ActualHash == OfficialHash);
}
