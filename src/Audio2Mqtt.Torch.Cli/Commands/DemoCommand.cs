using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Demonstration;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch demo</c>: the whole product, with sounds that it makes itself.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("demo", "Show everything in a minute, without a microphone, recordings or a broker: make sounds, learn them, hear them live.");
        var arguments = new DemoArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => RunAsync(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(DemoRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        using var place = DemoPlace.Create(request.Keep);
        var demo = new DemoProgram(request, place.Folder, terminal, TimeProvider.System);
        var result = await demo.RunAsync(cancellationToken).ConfigureAwait(false);
        if (request.Keep is not null) place.Keep();
        DemoText.Write(terminal, request, result);
        return result.IsInterrupted ? ExitCodes.Interrupted : result.Heard == result.Sounds.Count ? ExitCodes.Done : ExitCodes.Failed;
    }
}
