using System.Text;
using System.Text.Json;

namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Access to foreign JSON that says what is wrong instead of throwing whatever the element's kind makes it throw.</summary>
internal static class TfjsJson
{
    public static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        Get(parent, name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : throw new InvalidDataException($"'{name}' is not a list");

    public static string Text(JsonElement parent, string name) => Text(Get(parent, name));

    public static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new InvalidDataException($"a string is missing at '{Shorten(element)}'");

    public static float Number(JsonElement parent, string name) =>
        Get(parent, name) is { ValueKind: JsonValueKind.Number } element && element.TryGetSingle(out var value) && float.IsFinite(value)
            ? value
            : throw new InvalidDataException($"'{name}' is not a number");

    public static long Size(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= 0
            ? value
            : throw new InvalidDataException($"'{Shorten(element)}' is not a size");

    /// <summary>A field of an object; an undefined element when it is absent.</summary>
    public static JsonElement Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A string that protobuf's JSON keeps as base64; empty when it is absent.</summary>
    public static string Base64(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.Latin1.GetString(bytes, 0, length)
            : throw new InvalidDataException($"'{text}' is not base64");
    }

    private static JsonElement Get(JsonElement parent, string name) =>
        Find(parent, name) is { ValueKind: not JsonValueKind.Undefined } value ? value : throw new InvalidDataException($"'{name}' is missing");

    private static string Shorten(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.Undefined ? "" : element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
