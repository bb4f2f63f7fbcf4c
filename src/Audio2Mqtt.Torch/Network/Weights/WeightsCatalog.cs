using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>What <c>weights/sources.json</c> lists: where each network and the class names come from, in the order to try.</summary>
/// <param name="Lite">Sources of the 8-bit network.</param>
/// <param name="Float">Sources of the float network.</param>
/// <param name="ClassNames">Sources of the class names, for files that carry none.</param>
internal sealed record WeightsCatalog(WeightsCatalogEntry Lite, WeightsCatalogEntry Float, WeightsCatalogEntry ClassNames)
{
    private const string Resource = "weights/sources.json";

    public WeightsCatalogEntry this[YamnetVariant variant] => variant == YamnetVariant.Lite ? Lite : Float;

    /// <summary>The list that was built into the engine.</summary>
    public static WeightsCatalog BuiltIn()
    {
        using var stream = typeof(WeightsCatalog).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(stream, WeightsJson.Default.WeightsCatalog)!;
    }

    /// <summary>A list on disk: who mirrors the files edits it.</summary>
    /// <exception cref="Audio2MqttException">It cannot be read, or is not such a list.</exception>
    public static WeightsCatalog Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), WeightsJson.Default.WeightsCatalog)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new Audio2MqttException($"{path}: the list of weight sources cannot be read ({error.Message}); restore the original", error);
        }
    }
}

/// <summary>The sources of one thing.</summary>
/// <param name="Sources">Where it comes from, in the order to try.</param>
/// <param name="WeightsHash">The hash that the tensors must have; null when several genuine exports exist.</param>
internal sealed record WeightsCatalogEntry(IReadOnlyList<WeightsSource> Sources, string? WeightsHash = null);

/// <summary>One source: a file name to look for in the local folders, or an address.</summary>
/// <param name="Format">The format there.</param>
/// <param name="Path">The file's name, relative to a local folder; null for an address.</param>
/// <param name="Url">The address; null for a local file.</param>
/// <param name="Sha256">The file's SHA-256, where it is known.</param>
/// <param name="Licence">Its licence, an SPDX identifier.</param>
internal sealed record WeightsSource(string Format, string? Path = null, string? Url = null, string? Sha256 = null, string? Licence = null);
