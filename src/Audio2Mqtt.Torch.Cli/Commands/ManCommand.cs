using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch man</c>: the manual page, made of what <c>--help</c> says.</summary>
internal static class ManCommand
{
    public static Command Create(Terminal terminal, RootCommand root)
    {
        var command = new Command("man", "Print the manual page.");
        command.SetAction(_ => new ManPage(terminal.Out).Write(root));
        return command;
    }
}
