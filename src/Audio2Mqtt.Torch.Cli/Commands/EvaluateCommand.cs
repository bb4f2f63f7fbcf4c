using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch evaluate</c>: how good is a model, and from which score on is a sound heard?</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("evaluate", "Tell how good a model is on recordings that it does not know.");
        var arguments = new EvaluateArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => RunAsync(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(EvaluateRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var dataset = new DatasetScanner(request.Dataset).Scan(request.Folder, cancellationToken);

        // The scan has told already what is odd about labels.
        var recordings = LabelledRecording.Find(request.Folder, []);
        using var loaded = await LoadedModel.LoadAsync(request.Model, terminal, cancellationToken).ConfigureAwait(false);
        EvaluationResult result;
        using (var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "judging") : null)
        {
            result = await new Evaluator(loaded.Model, loaded.Embedder)
                .EvaluateAsync(dataset, recordings, request.Options, line, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (path, reason) in result.LeftOut) terminal.Tell($"left out: {path}: {reason}");
        foreach (var warning in result.Report.Warnings) terminal.Tell($"warning: {warning}");
        if (request.Json) EvaluationText.WriteJson(terminal, request, loaded.Model, result);
        else EvaluationText.Write(terminal, request, loaded.Model, result);
        if (request.StoreThresholds)
        {
            SoundModel.StoreThresholds(request.Model, result.Report.StoredThresholds());
            terminal.Tell($"stored {result.Report.StoredThresholds().Count} thresholds in {request.Model}");
        }

        if (request.Report is { } file)
        {
            ReportWriter.Write(file, EvaluationPage.Of(request, loaded.Model, dataset, result, cancellationToken));
            terminal.Tell($"wrote {file}");
        }

        return result.LeftOut.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
