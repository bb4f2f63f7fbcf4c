using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch completion SHELL</c>: the script by which a shell completes our command line.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh", HelpName = string.Join('|', Shells) };
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !Shells.Contains(value)) result.AddError($"'{value}' is not bash, zsh, fish or pwsh.");
        });
        var command = new Command("completion", "Print the script by which a shell completes commands, options and values.") { shell };
        command.SetAction(parsed => terminal.Out.Write(Script(parsed.GetRequiredValue(shell))));
        return command;
    }

    private static string Script(string shell)
    {
        using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"a2m-torch.{shell}")!);
        return reader.ReadToEnd();
    }
}
