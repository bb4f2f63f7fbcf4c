using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Cli.Configuration;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>The schema that editors read, and the examples that people copy.</summary>
public class ConfigurationSchemaTests
{
    /// <summary>Writes the committed schema anew.</summary>
    private const string Rewrite = "A2M_REWRITE_SCHEMA";

    [CheckoutFact]
    public void The_committed_schema_is_the_one_of_the_definitions()
    {
        var path = Checkout.Path("docs", "a2m.schema.json");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") File.WriteAllText(path, ConfigurationSchema.Text());
        Assert.True(File.ReadAllText(path).ReplaceLineEndings("\n") == ConfigurationSchema.Text().ReplaceLineEndings("\n"), $"docs/a2m.schema.json is old: {Rewrite}=1 writes it");
    }

    [Fact]
    public void Every_key_of_the_file_is_in_it_and_no_other()
    {
        var properties = JsonNode.Parse(ConfigurationSchema.Text())!["properties"]!.AsObject();
        Assert.Equal(["sources", "sounds", "listen", "mqtt", "recording"], properties.Select(pair => pair.Key));
        foreach (var section in (Section[])[ListenKeys.Section, MqttKeys.Section, RecordingKeys.Section])
        {
            Assert.Equal(section.Keys.Select(key => key.Name), properties[section.Name]!["properties"]!.AsObject().Select(pair => pair.Key));
            Assert.False(properties[section.Name]!["additionalProperties"]!.GetValue<bool>());
        }
    }

    [CheckoutFact]
    public void Every_example_of_the_documentation_is_a_good_configuration()
    {
        var examples = Examples(File.ReadAllText(Checkout.Path("docs", "listen.md"))).ToArray();
        Assert.True(examples.Length >= 2, $"{examples.Length} examples in docs/listen.md");
        foreach (var example in examples.Append(File.ReadAllText(Checkout.Path("tools", "a2m.yaml"))))
        {
            var (_, problems) = Setups.Parse(example, ("CAMERA_PASSWORD", "x"), ("YARD_URL", "rtsp://h/x"));
            Assert.True(problems.Length == 0, $"{string.Join('\n', problems)}\n{example}");
        }
    }

    private static IEnumerable<string> Examples(string markdown) =>
        markdown.ReplaceLineEndings("\n").Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]);
}
