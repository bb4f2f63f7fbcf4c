using System.Diagnostics;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>The Tab key in real shells.</summary>
public class CompletionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_program_tells_how_a_line_may_go_on()
    {
        var result = await ProgramRun.ToEnd("[suggest]", "a2m-torch weights ");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("info install verify", string.Join(' ', result.OutputLines));
    }

    [ToolFact("bash")]
    public async Task Bash_completes_commands_options_and_values_and_leaves_file_names_to_itself()
    {
        Assert.Equal("background", await InBash("a2m-torch ba"));
        Assert.Equal("judge max mean", await InBash("a2m-torch classify --aggregate "));
        Assert.Equal("--recursive", await InBash("a2m-torch classify --rec"));
        Assert.Equal("", await InBash("a2m-torch classify cl"));
        Assert.Equal("--threshold", await InBash($"{Path.Combine(ProgramRun.ProgramFolder, "a2m-torch")} listen --thr"));

        // Bash ends a word at the equals sign, and puts what is found behind it.
        Assert.Equal("max mean", await InBash("a2m-torch classify --aggregate=m"));
        Assert.Equal("--recursive", await InBash("a2m-torch classify 'my file.wav' --rec"));
        Assert.Equal("", await InBash("a2m-torch classify 'my --rec"));

        // What stands behind the cursor has no say.
        Assert.Equal("verify", await InBash("a2m-torch weights ver", " clip.wav"));
        Assert.Contains("-o default -F _a2m_torch a2m-torch", await InShell("bash", "-c", "source <(a2m-torch completion bash); complete -p a2m-torch"), StringComparison.Ordinal);
    }

    [ToolFact("zsh")]
    public async Task Zsh_completes_commands_and_values_and_asks_for_files_elsewhere()
    {
        const string script = """
            compdef() { registered=$* }; compadd() { print -r -- $found }; _files() { print files }
            source <(a2m-torch completion zsh)
            print $registered
            words=(a2m-torch ba) CURRENT=2 PREFIX=ba; _a2m_torch
            words=(a2m-torch classify --aggregate '') CURRENT=4 PREFIX=; _a2m_torch
            words=(a2m-torch classify cl) CURRENT=3 PREFIX=cl; _a2m_torch
            words=(a2m-torch classify "'my file.wav'" --rec) CURRENT=4 PREFIX=--rec; _a2m_torch
            words=(a2m-torch classify "'my --rec") CURRENT=3 QIPREFIX="'" PREFIX='my --rec'; _a2m_torch
            """;
        Assert.Equal("_a2m_torch a2m-torch\nbackground\njudge max mean\nfiles\n--recursive\nfiles", await InShell("zsh", "-f", "-c", script));
    }

    [ToolFact("fish")]
    public async Task Fish_completes_commands_options_and_values()
    {
        const string script = """
            a2m-torch completion fish | source
            for line in 'a2m-torch ba' 'a2m-torch classify --aggregate m' 'a2m-torch classify --aggregate=m' "a2m-torch classify 'it is.wav' --rec"
                complete -C $line
            end
            """;
        Assert.Equal("background\nmax\nmean\n--aggregate=max\n--aggregate=mean\n--recursive", await InShell("fish", "--no-config", "-c", script));
    }

    [ToolFact("pwsh")]
    public async Task PowerShell_completes_commands_and_values()
    {
        const string script = "a2m-torch completion pwsh | Out-String | Invoke-Expression; foreach ($line in 'a2m-torch ba', 'a2m-torch classify --aggregate m') { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }";
        Assert.Equal("background\nmax\nmean", await InShell("pwsh", "-NoProfile", "-Command", script));
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_refused()
    {
        var result = await ProgramRun.ToEnd("completion", "tcsh");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("a2m-torch: 'tcsh' is not bash, zsh, fish or pwsh.", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    // What bash does at the Tab key: the line, its words, the cursor; then the function that is registered.
    private static Task<string> InBash(string line, string behind = "") => InShell(
        "bash", "-c", """
        source <(a2m-torch completion bash)
        COMP_LINE=$1$2 COMP_POINT=${#1}
        read -ra COMP_WORDS <<<"$1"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _a2m_torch a2m-torch
        echo "${COMPREPLY[*]}"
        """, "bash", line, behind);

    private static async Task<string> InShell(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{ProgramRun.ProgramFolder}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal("", await error);
        return output.TrimEnd();
    }
}
