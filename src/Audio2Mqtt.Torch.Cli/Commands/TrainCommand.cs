using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch train</c>: folders of recordings in, a model out.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("train", "Teach it your own sounds: class folders of recordings become a model.");
        var arguments = new TrainArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => RunAsync(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(TrainRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        // A device that is missing or a place that cannot be written is told before anything is read.
        if (!request.DryRun && request.FineTune is { } tuning) ComputeDevices.IsCuda(tuning.Device);
        if (!request.DryRun) SoundModel.CheckPlace(request.Output, request.Overwrite);
        var dataset = new DatasetScanner(request.Dataset).Scan(request.Data, cancellationToken);
        if (request.DryRun)
        {
            using var inspecting = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "reading") : null;
            var inspection = DatasetInspector.Inspect(dataset, inspecting is null ? null : new InspectionLine(inspecting), cancellationToken);
            inspecting?.Dispose();
            DatasetReport.Write(terminal, inspection, request.Json);
            return ExitCodes.Done;
        }

        using var network = request.Spectrum is null ? await NetworkLoader.LoadAsync(request.Network, terminal, cancellationToken).ConfigureAwait(false) : null;
        TorchRuntime.Require();
        var plan = request.Plan(dataset, cancellationToken);
        using var line = new TrainingLine(terminal);
        TrainingResult result;
        try
        {
            result = await new TrainingRun(plan).RunAsync(network, line, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            line.Dispose();
            terminal.Tell("interrupted before there was a model to keep" + (request.Cache is null ? "" : "; what was embedded so far is kept for the next training"));
            throw;
        }

        line.Dispose();
        using (result) TrainingText.Write(terminal, request, result);
        return result.IsInterrupted ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
