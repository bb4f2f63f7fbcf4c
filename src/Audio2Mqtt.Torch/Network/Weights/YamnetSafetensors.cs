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
        var activation = Activation(metadata, path);
        try
        {
            var names = JsonSerializer.Deserialize(Get(metadata, ClassNamesKey, path), WeightsJson.Default.IReadOnlyListString) ?? [];
            return new(activation, names, Provenance(metadata, path), InCanonicalOrder(file.Tensors), Hash(metadata, path));
        }
        catch (Exception error) when (error is ArgumentException or JsonException)
        {
            throw new WeightsFormatException(path, null, error.Message, null, error);
        }
    }

    /// <summary>The recorded activation, which tells the two networks apart.</summary>
    /// <exception cref="WeightsFormatException">It is missing, or neither of the two.</exception>
    public static YamnetActivation Activation(IReadOnlyDictionary<string, string> metadata, string path) => Get(metadata, ActivationKey, path) switch
    {
        "relu" => YamnetActivation.Relu,
        "relu6" => YamnetActivation.Relu6,
        var other => throw new WeightsFormatException(path, null, $"an unknown activation '{other}'"),
    };

    /// <summary>The recorded hash of the tensors.</summary>
    /// <exception cref="WeightsFormatException">It is missing.</exception>
    public static string Hash(IReadOnlyDictionary<string, string> metadata, string path) => Get(metadata, HashKey, path);

    /// <summary>The recorded provenance.</summary>
    /// <exception cref="WeightsFormatException">A part of it is missing.</exception>
    public static WeightsProvenance Provenance(IReadOnlyDictionary<string, string> metadata, string path) => new()
    {
        SourceFile = Get(metadata, SourceFileKey, path),
        SourceSha256 = Get(metadata, SourceSha256Key, path),
        Format = Get(metadata, SourceFormatKey, path),
        Url = metadata.GetValueOrDefault(SourceUrlKey),
        Licence = metadata.GetValueOrDefault(LicenceKey),
    };

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

    private static string Get(IReadOnlyDictionary<string, string> metadata, string key, string path) =>
        metadata.TryGetValue(key, out var value) ? value : throw new WeightsFormatException(path, null, $"metadata '{key}' is missing");

    private static List<WeightTensor> InCanonicalOrder(IReadOnlyList<WeightTensor> tensors)
    {
        var places = YamnetLayout.Tensors.Select((tensor, place) => (tensor.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return [.. tensors.OrderBy(tensor => places.GetValueOrDefault(tensor.Name, int.MaxValue))];
    }
}
