using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Cli.Listening;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch listen</c>: sources in, events out, until somebody says stop.</summary>
internal static class ListenCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("listen", "Hear microphones, cameras, streams and recordings, and tell what is heard: here, as JSON, over MQTT.");
        var arguments = new ListenArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => RunAsync(arguments.Read(parsed, EnvironmentLayer.OfProcess()), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(ListenRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        if (request.List) return DevicesCommand.List(terminal, json: false, cancellationToken);
        try
        {
            var plan = ListenPlan.Create(request.Setup, request.Problems);
            if (request.Problems.Count > 0) throw new ConfigurationException(request.Problems);
            if (request.PrintConfig) return ConfigurationPrinter.Write(terminal, plan);
            foreach (var warning in plan.Sources.Select(source => source.Warning).OfType<string>()) terminal.Tell(warning);
            if (request.CheckConfig) return ConfigurationSummary.Write(terminal, plan);
            return await new ListenProgram(plan, terminal, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConfigurationException error)
        {
            // As compilers have it, so that editors find the line.
            foreach (var problem in error.Problems) terminal.Error.WriteLine(problem);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped before it listened: for something that only ends by being stopped, that is a good end.
            return ExitCodes.Done;
        }
    }
}
