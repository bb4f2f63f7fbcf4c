namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Weights are not installed and no source could be read. The message names the file to bring, where it goes, and the command.</summary>
#pragma warning disable CA1032 // Without these facts the error could not say what to do.
public sealed class WeightsUnavailableException : Audio2MqttException
#pragma warning restore CA1032
{
    internal WeightsUnavailableException(YamnetVariant variant, WeightsSource bring, string folder, IReadOnlyList<string> tried)
        : base(Compose(variant, bring, folder, tried))
    {
        Variant = variant;
        Tried = tried;
        Folder = folder;
    }

    /// <summary>Which network is missing.</summary>
    public YamnetVariant Variant { get; }

    /// <summary>The folder into which it would be installed.</summary>
    public string Folder { get; }

    /// <summary>What was tried, each with its reason for failing.</summary>
    public IReadOnlyList<string> Tried { get; }

    private static string Compose(YamnetVariant variant, WeightsSource bring, string folder, IReadOnlyList<string> tried)
    {
        var name = variant.ToString().ToLowerInvariant();
        var reasons = tried.Count == 0 ? "" : $" (tried {string.Join("; ", tried)})";
        var hash = bring.Sha256 is null ? "" : $", sha256 {bring.Sha256}";
        return $"YAMNet '{name}' is not installed in {folder}{reasons}: download {bring.Url}{hash}, "
            + $"bring the file here and run: a2m-torch weights install {name} --from FILE";
    }
}
