using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Prints what holds as a configuration again, with where each value comes from. Secrets and credentials are left out.</summary>
internal sealed class ConfigurationPrinter(TextWriter output)
{
    // Where comments begin, as far as values are short.
    private const int CommentColumn = 44;
    private const string Hidden = "***";

    private static readonly JsonSerializerOptions AsTheyAre = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Write(Terminal terminal, ListenPlan plan)
    {
        new ConfigurationPrinter(terminal.Out).Write(plan);
        return ExitCodes.Done;
    }

    public void Write(ListenPlan plan)
    {
        output.WriteLine("listen:");
        WriteKeys(ListenKeys.Section.Keys.Except(SourceKeys.Shared), plan.Setup.Listen, "  ");
        output.WriteLine("sources:");
        foreach (var source in plan.Sources) Write(source);
        Write(plan.Setup.Groups.Concat(plan.Setup.File.Sounds), "");
        WriteSection("recording", plan.Clips is not null, RecordingKeys.Section, plan.Setup.Recording);
        WriteSection("mqtt", plan.Mqtt is not null, MqttKeys.Section, plan.Setup.Mqtt);
    }

    private static string Text(JsonNode value)
    {
        var json = value.ToJsonString(AsTheyAre);
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String) return json.Replace(",\"", ", \"", StringComparison.Ordinal);

        // A plain word needs no quotation marks, unless it would be something else than a text.
        var text = value.GetValue<string>();
        var isPlain = text.Length > 0 && char.IsLetter(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-');
        return isPlain && text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n") ? text : json;
    }

    private void Write(SourcePlan source)
    {
        output.WriteLine($"  - name: {Text(source.Name)}");
        WriteKeys(SourceKeys.Section.Keys.Except([SourceKeys.Name, .. SourceKeys.Inputs]).Prepend(source.Section.Inputs.First()), source.Settings, "    ");
        Write(source.Section.Sounds, "    ");
    }

    private void Write(IEnumerable<SoundSection> sounds, string indent)
    {
        var groups = sounds.GroupBy(sound => sound.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        if (groups.Length == 0) return;
        output.WriteLine($"{indent}sounds:");
        foreach (var group in groups)
        {
            var settings = new Settings([.. group.Select(sound => sound.Values)]);
            var given = SoundKeys.Section.Keys.Where(key => settings.Find(key) is not null).ToArray();
            output.WriteLine($"{indent}  {Text(group.Key)}:");
            WriteKeys(given, settings, $"{indent}    ");
        }
    }

    private void WriteSection(string name, bool isUsed, Section section, Settings settings)
    {
        output.WriteLine(isUsed ? $"{name}:" : $"# {name}: none");
        if (isUsed) WriteKeys(section.Keys, settings, "  ");
    }

    private void WriteKeys(IEnumerable<Key> keys, Settings settings, string indent)
    {
        foreach (var key in keys)
        {
            var given = settings.Find(key);
            var value = given?.Value ?? key.Default;
            if (value is null) output.WriteLine($"{indent}# {key.Name}: {key.DefaultWords}");
            else output.WriteLine($"{$"{indent}{key.Name}: {(key.IsSecret ? $"\"{Hidden}\"" : Text(key.ToJson(value)))}",-CommentColumn} # {given?.Origin ?? "default"}");
        }
    }
}
