using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Audio2Mqtt.Torch.Network;

/// <summary><c>model.json</c>, read strictly: a key that is unknown or stands twice is an error. docs/model.md lists the keys.</summary>
[JsonSerializable(typeof(ModelDescription), TypeInfoPropertyName = "Description")]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ModelJson : JsonSerializerContext
{
    private static readonly ModelJson Strict = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter<EmbeddingKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        WriteIndented = true,

        // Class names are read by people, and no web page is made of this.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(ModelDescription description) => JsonSerializer.SerializeToUtf8Bytes(description, Strict.Description);

    /// <exception cref="ModelException">Not such a document, of a newer format, or what it says cannot be.</exception>
    public static ModelDescription Read(byte[] json, string path)
    {
        try
        {
            using (var document = JsonDocument.Parse(json)) CheckFormat(document.RootElement, path);
            var description = JsonSerializer.Deserialize(json, Strict.Description) ?? throw new JsonException("it is empty");
            return description.Problem() is { } problem ? throw Broken(path, problem, null) : description;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            // ArgumentException: a figure outside its range; the others: the parser's answers to text that is not UTF-8.
            throw Broken(path, error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    private static void CheckFormat(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.Number
            || !format.TryGetInt64(out var version) || version < 1)
            throw new JsonException("no 'format' with the version of the model's format");
        if (version <= ModelDescription.CurrentFormat) return;
        var program = typeof(ModelJson).Assembly.GetName().Version?.ToString(3);
        throw new ModelException(path, $"its format is {version}, and a2m-torch {program} reads up to {ModelDescription.CurrentFormat}; use a newer a2m-torch, or train again");
    }

    private static ModelException Broken(string path, string problem, Exception? error) =>
        new(path, $"not a model's description ({problem}); bring an intact copy of the model's folder, or train again", error);
}
