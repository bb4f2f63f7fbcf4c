using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>The commands of docs/listen.md and of the help, as they stand there.</summary>
public partial class ListenDocumentationTests
{
    [ListenFact]
    public async Task Every_command_that_is_shown_is_a_good_one()
    {
        var commands = Commands().ToArray();
        Assert.True(commands.Length >= 12, $"{commands.Length} commands");
        using var scratch = new Scratch();
        scratch.Copy(Shared.Miaow, "night.flac");
        scratch.Copy(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "tools", "a2m.yaml"), "a2m.yaml");
        scratch.Write("password", "x");
        Dictionary<string, string> variables = new() { ["CAMERA_PASSWORD"] = "x", ["A2M_MQTT_PASSWORD"] = "x" };
        foreach (var command in commands)
        {
            // What hears a recording alone can run; of the others, devices and cameras are not here, and the configuration is checked.
            string[] arguments = [.. Word().Matches(command).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Value)];
            var isRecording = arguments.Contains("--source") && arguments.Any(word => word.EndsWith("night.flac", StringComparison.Ordinal));
            if (arguments.Contains("--list")) continue;
            var result = await ListenRun.ToEndAsync(variables, scratch.Folder, [.. arguments, .. isRecording ? [] : (string[])["--check-config"]]);
            Assert.True(result.ExitCode == 0, $"{command}\n{result.Error}");
        }
    }

    private static IEnumerable<string> Commands()
    {
        string[] lines =
        [
            .. File.ReadLines(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "docs", "listen.md")),
            .. File.ReadLines(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "docs", "cli.md")),
            .. File.ReadLines(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "README.md")),
        ];
        return lines.SelectMany(line => Shown().Matches(line)).Select(match => match.Groups["command"].Value.Trim()).Distinct();
    }

    [GeneratedRegex(@"(^    |`)a2m-torch listen (?<command>[^`\n]+?)(`|  |$)")]
    private static partial Regex Shown();

    [GeneratedRegex(@"'(?<quoted>[^']*)'|\S+")]
    private static partial Regex Word();
}
