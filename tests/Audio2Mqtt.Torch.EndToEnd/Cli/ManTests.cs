using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>The manual page, in the programs that read it.</summary>
public partial class ManTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_has_every_command_and_every_option_that_help_shows()
    {
        var page = await PageAsync();
        var help = await ProgramRun.ToEnd("--help");
        string[] commands = [.. Listed().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value)];
        Assert.True(commands.Length >= 16, string.Join(' ', commands));
        foreach (var command in commands)
        {
            Assert.Contains($"\n.SS \\fBa2m\\-torch {command}\\fR", page, StringComparison.Ordinal);
            foreach (Match option in Option().Matches((await ProgramRun.ToEnd(command, "--help")).Output))
                Assert.Contains($"\\fB{option.Groups[1].Value.Replace("-", "\\-", StringComparison.Ordinal)}\\fR", page, StringComparison.Ordinal);
        }

        Assert.Contains("\na2m\\-torch listen \\-\\-microphone \\-\\-live\n", page, StringComparison.Ordinal);
    }

    [ToolFact("groff")]
    public async Task Groff_has_nothing_to_warn_of() => Assert.Equal("", await ReadAsync("groff", "-man", "-ww", "-Tutf8", "-z"));

    [ToolFact("mandoc")]
    public async Task Mandoc_has_nothing_to_warn_of() => Assert.Equal("", await ReadAsync("mandoc", "-Tlint", "-Wall"));

    [ToolFact("man")]
    public async Task Man_shows_options_as_they_are_typed()
    {
        var text = await ReadAsync("man", "--local-file", "-");
        Assert.Contains("--energy-threshold DBFS|off", text, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i video.mkv -f wav - | a2m-torch classify -", text, StringComparison.Ordinal);
        Assert.Contains("EXIT STATUS", text, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync()
    {
        var result = await ProgramRun.ToEnd("man");
        Assert.Equal(0, result.ExitCode);
        return result.Output;
    }

    // What a reader of manuals says of the page on its standard input, both streams together.
    private static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        var page = await PageAsync();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["MANWIDTH"], start.Environment["LC_ALL"], start.Environment["GROFF_NO_SGR"]) = ("200", "C.UTF-8", "1");
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.StandardInput.WriteAsync(page.AsMemory(), timeout.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(timeout.Token);
        return (await output + await error).Trim();
    }

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^  (?:-\?, -h, )?(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
