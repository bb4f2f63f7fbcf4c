using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Reads YAMNet from a TF.js graph model: <c>model.json</c> and the weights files beside it, as float32 or quantised. The graph is walked
/// from the dense layer back to the first convolution, so that neither the nodes' names nor their order matter.
/// </summary>
internal static class TfjsReader
{
    // The real ones take 130 to 180 KB.
    private const long MaxJsonBytes = 16 << 20;

    /// <summary>Reads the model.</summary>
    /// <param name="path">Its <c>model.json</c>.</param>
    /// <exception cref="WeightsFormatException">Broken, incomplete, or not YAMNet.</exception>
    public static YamnetWeights Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxJsonBytes) throw new WeightsFormatException(path, MaxJsonBytes, "too large for a model.json");
        var plan = Plan(File.ReadAllBytes(path), path, file => File.Exists(file) ? new FileInfo(file).Length : -1);
        var provenance = new WeightsProvenance
        {
            SourceFile = Path.GetFileName(path),
            SourceSha256 = FileHash.Sha256(path),
            Format = "tfjs",
        };
        try
        {
            return new(plan.Activation, [], provenance, plan.Convert());
        }
        catch (InvalidDataException error)
        {
            throw new WeightsFormatException(path, null, error.Message, null, error);
        }
    }

    /// <summary>Finds and checks every constant without reading its values.</summary>
    /// <param name="json">The bytes of <c>model.json</c>.</param>
    /// <param name="path">Its path, for errors and for the folder of the weights files.</param>
    /// <param name="lengthOf">The length of a file; negative when it is missing.</param>
    /// <exception cref="WeightsFormatException">Broken, incomplete, or not YAMNet.</exception>
    public static TfjsPlan Plan(ReadOnlyMemory<byte> json, string path, Func<string, long> lengthOf)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var weights = TfjsManifest.Read(document.RootElement, Path.GetDirectoryName(Path.GetFullPath(path))!, lengthOf);
            return TfjsPlan.Find(new TfjsGraph(document.RootElement), weights);
        }
        catch (JsonException error)
        {
            var offset = OffsetOf(json.Span, error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
            throw new WeightsFormatException(path, offset, "the JSON is broken", null, error);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: the parser's answer to a string that is not UTF-16.
            throw new WeightsFormatException(path, null, error.Message, null, error);
        }
    }

    private static long OffsetOf(ReadOnlySpan<byte> json, long line, long column)
    {
        var offset = 0;
        for (; line > 0 && json[offset..].IndexOf((byte)'\n') is >= 0 and var end; line--) offset += end + 1;
        return offset + column;
    }
}
