using System.Security.Cryptography;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>SHA-256 of files, as lower-case hex.</summary>
internal static class FileHash
{
    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
