using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>What <c>--print-config</c> shows.</summary>
public sealed class ConfigurationPrinterTests : IDisposable
{
    private const string Yaml = """
        sources:
          - name: "7"
            url: rtsp://me:hunter2@camera.local/x?key=hunter2
            classes: [Dog, "Domestic animals, pets"]
            energy_threshold: off
            sounds: {dogs: [Bark, Howl]}
          - {name: "a: b # c", file: "no.wav", smoothing: 3:geometric, confirm: 2/3}
        sounds:
          Dog: {threshold: 0.5, debounce: 90, metadata: {"with: colon": "${X:-a \"quote\"}"}}
        mqtt: {host: h, user: u, password: hunter2}
        recording: {dir: clips, max_size: 1.5GB, max_age: 7d}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_a_configuration_that_says_the_same()
    {
        var first = Print(File("a.yaml", Yaml), "--threshold 0.6");
        var second = Print(File("b.yaml", first), "");
        Assert.Equal(Values(first), Values(second));
    }

    [Fact]
    public void It_says_where_each_value_comes_from_and_no_secret()
    {
        var lines = Print(File("a.yaml", Yaml), "--threshold 0.6", ("A2M_MQTT_QUEUE", "7")).Split('\n');
        var path = Path.Combine(folder.FullPath, "a.yaml");
        Assert.DoesNotContain(lines, line => line.Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal($"# {path}:10", Origin(lines, "  host: h"));
        Assert.Equal("# A2M_MQTT_QUEUE", Origin(lines, "  queue: 7"));
        Assert.Equal("# --threshold", Origin(lines, "    threshold: 0.6"));
        Assert.Equal("# default", Origin(lines, "  keep_alive: 30"));
        Assert.Equal($"# {path}:10", Origin(lines, "  password: \"***\""));
    }

    private static string Origin(string[] lines, string beginning)
    {
        var line = lines.First(line => line.StartsWith(beginning, StringComparison.Ordinal));
        return line[line.LastIndexOf("# ", StringComparison.Ordinal)..].TrimEnd();
    }

    private static string Print(string path, string line, params (string Name, string Value)[] variables)
    {
        var (plan, problems) = Setups.Plan(path, line, variables);
        Assert.Empty(problems);
        using var text = new StringWriter { NewLine = "\n" };
        new ConfigurationPrinter(text).Write(plan);
        return text.ToString();
    }

    // Without the comments that say where values come from: those differ.
    private static string[] Values(string text) =>
        [.. text.Split('\n').Select(line => line.Contains(" # ", StringComparison.Ordinal) ? line[..line.LastIndexOf(" # ", StringComparison.Ordinal)].TrimEnd() : line)];

    private string File(string name, string yaml)
    {
        var path = Path.Combine(folder.FullPath, name);
        System.IO.File.WriteAllText(path, yaml);
        return path;
    }
}
