using System.Text.Json;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Labels as JSON: an object of times and labels, each of which holds until the next time.</summary>
internal static class JsonLabels
{
    // An object of strings; nesting is an error that need not be parsed deep.
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    internal static List<LabelledStretch> Parse(string path, string text)
    {
        using var document = Document(path, text);
        var stretches = new List<LabelledStretch>();
        (TimeSpan Start, string? Label, string Written)? open = null;
        foreach (var (name, value) in Members(path, document.RootElement))
        {
            if (!AudioTime.TryParse(name.Trim(), out var time)) throw new DatasetException(path, $"'{Short(name)}' is no time: write seconds, mm:ss or hh:mm:ss");
            if (open is { } before && time <= before.Start)
                throw new DatasetException(path, $"'{name}' follows '{before.Written}': times must rise, since a label holds until the next one");
            if (open is { Label: { } label } ended) stretches.Add(new(ended.Start, time, label));
            open = (time, LabelFile.Label(path, value, name), name);
        }

        if (open is { Label: { } last } final) stretches.Add(new(final.Start, null, last));
        return stretches;
    }

    private static JsonDocument Document(string path, string text)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException failure)
        {
            throw new DatasetException(path, $"is no JSON (line {(failure.LineNumber ?? 0) + 1}): write {{\"00:00\": \"negative\", \"02:13\": \"positive\"}}", failure);
        }
    }

    private static List<(string Name, string? Value)> Members(string path, JsonElement root)
    {
        var members = new List<(string, string?)>();
        try
        {
            foreach (var member in root.EnumerateObject())
            {
                if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                    throw new DatasetException(path, $"the label at '{Short(member.Name)}' is no text: write \"label\" or null");
                members.Add((member.Name, member.Value.GetString()));
            }
        }
        catch (InvalidOperationException failure)
        {
            // Half of a surrogate pair, which JSON can write and no text can hold.
            throw new DatasetException(path, "holds a label or time that is no valid text", failure);
        }

        return members;
    }

    private static string Short(string text) => text.Length <= 20 ? text : $"{text[..20]}…";
}
