using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>YAMNet in a safetensors file: the form in which weights are installed. Metadata carries what the tensors do not tell.</summary>
internal static class YamnetSafetensors
{
    private const string Format = "a2m-yamnet-1";
    private const string FormatKey = "format";
    private const string ActivationKey = "activation";
    private const string ClassNamesKey = "class_names";
    private const string HashKey = "weights_hash";
    private const string SourceFileKey = "source_file";
    private const string SourceSha256Key = "source_sha256";
    private const string SourceFormatKey = "source_format";
    private const string SourceUrlKey = "source_url";
    private const string LicenceKey = "licence";

    /// <summary>Reads weights that <see cref="Write"/> wrote. The recorded hash is believed; <c>weights verify</c> computes it anew.</summary>
    /// <exception cref="WeightsFormatException">Broken, or not YAMNet.</exception>
    public static YamnetWeights Read(string path)
    {
        var file = SafetensorsFile.Read(path);
        var metadata = file.Metadata;
        if (!metadata.TryGetValue(FormatKey, out var format) || format != Format)
            throw new WeightsFormatException(path, null, $"not YAMNet's installed form (metadata '{FormatKey}' is not '{Format}')");
        var activation = Get(ActivationKey) switch
        {
            "relu" => YamnetActivation.Relu,
            "relu6" => YamnetActivation.Relu6,
            var other => throw new WeightsFormatException(path, null, $"an unknown activation '{other}'"),
        };
        var provenance = new WeightsProvenance
        {
            SourceFile = Get(SourceFileKey),
            SourceSha256 = Get(SourceSha256Key),
            Format = Get(SourceFormatKey),
            Url = metadata.GetValueOrDefault(SourceUrlKey),
            Licence = metadata.GetValueOrDefault(LicenceKey),
        };
        try
        {
            return new(activation, ParseNames(Get(ClassNamesKey)), provenance, InCanonicalOrder(file.Tensors), Get(HashKey));
        }
        catch (Exception error) when (error is ArgumentException or JsonException)
        {
            throw new WeightsFormatException(path, null, error.Message, null, error);
        }

        string Get(string key) => metadata.TryGetValue(key, out var value)
            ? value
            : throw new WeightsFormatException(path, null, $"metadata '{key}' is missing");
    }

    /// <summary>Writes weights under a temporary name and renames the file.</summary>
    public static void Write(string path, YamnetWeights weights)
    {
        var metadata = new Dictionary<string, string>
        {
            [FormatKey] = Format,
            ["network"] = weights.Name,
            [ActivationKey] = weights.Activation == YamnetActivation.Relu6 ? "relu6" : "relu",
            [ClassNamesKey] = JsonSerializer.Serialize(weights.ClassNames, WeightsJson.Default.IReadOnlyListString),
            [HashKey] = weights.WeightsHash,
            [SourceFileKey] = weights.Provenance.SourceFile,
            [SourceSha256Key] = weights.Provenance.SourceSha256,
            [SourceFormatKey] = weights.Provenance.Format,
        };
        if (weights.Provenance.Url is string url) metadata[SourceUrlKey] = url;
        if (weights.Provenance.Licence is string licence) metadata[LicenceKey] = licence;
        SafetensorsFile.Write(path, weights.Tensors, metadata);
    }

    private static IReadOnlyList<string> ParseNames(string json) =>
        JsonSerializer.Deserialize(json, WeightsJson.Default.IReadOnlyListString) ?? [];

    private static List<WeightTensor> InCanonicalOrder(IReadOnlyList<WeightTensor> tensors)
    {
        var places = YamnetLayout.Tensors.Select((tensor, place) => (tensor.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return [.. tensors.OrderBy(tensor => places.GetValueOrDefault(tensor.Name, int.MaxValue))];
    }
}
