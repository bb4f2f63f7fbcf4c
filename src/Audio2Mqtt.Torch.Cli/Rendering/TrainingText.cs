using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Tells what a training gave: a table of classes and what to type next, or JSON.</summary>
internal static class TrainingText
{
    public static void Write(Terminal terminal, TrainRequest request, TrainingResult result)
    {
        DatasetReport.Tell(terminal, result.LeftOut, result.Used.Warnings);
        foreach (var warning in result.HeldOut.Warnings) terminal.Tell($"warning: {warning}");
        if (result.IsInterrupted) terminal.Tell($"interrupted: the best so far is kept, epoch {result.BestEpoch} of {request.Options.Trainer.Epochs}");
        if (request.Json)
        {
            var heldOut = JsonSerializer.SerializeToNode(result.HeldOut, EvaluationJson.Default.EvaluationReport)!.AsObject();
            terminal.Out.WriteLine(JsonSerializer.Serialize(TrainingDocument.Of(request.Output, result, heldOut), Documents.Readable.TrainingDocument));
            return;
        }

        if (result.HeldOut.Clips is { } scores)
        {
            Table(result).Write(terminal);
            terminal.Out.WriteLine(
                $"accuracy {scores.Accuracy:0.000} ({scores.AccuracyLow:0.000} to {scores.AccuracyHigh:0.000}), balanced {scores.BalancedAccuracy:0.000}, "
                + $"calibration error {scores.CalibrationError:0.000}, on {scores.Clips} clips that it was not trained on ({result.Procedure})");
        }

        if (result.FineTune is { } tuned) terminal.Out.WriteLine(Describe(tuned.Backbone is not null, tuned.FrozenAccuracy, tuned.FrozenLoss, tuned.Accuracy, tuned.Loss));
        terminal.Out.WriteLine($"{request.Output}: {result.Model.Description.Classes.Count} classes from {result.Used.Clips.Count} clips, in {result.Total.TotalSeconds:0.0} s");
        var model = request.Output == Network.SoundModel.DefaultPath ? "" : $" {request.Output}";
        terminal.Out.WriteLine($"next: a2m-torch classify FILE --custom{model}; {Path.Combine(request.Output, "report.html")} shows how good it is");
    }

    private static string Describe(bool isKept, double frozenAccuracy, double frozenLoss, double accuracy, double loss) => isKept
        ? $"fine-tuning: accuracy {frozenAccuracy:0.000} to {accuracy:0.000}, loss {frozenLoss:0.000} to {loss:0.000} on the held-out clips; the model carries its network"
        : $"fine-tuning: nothing better than the frozen network (accuracy {frozenAccuracy:0.000}, loss {frozenLoss:0.000}); it stays";

    private static ColumnTable Table(TrainingResult result)
    {
        var table = new ColumnTable("class", "clips#", "precision#", "recall#", "F1#", "threshold#");
        var thresholds = result.Model.Description.Thresholds;
        foreach (var item in result.HeldOut.Clips!.Classes)
        {
            var threshold = thresholds.TryGetValue(item.Name, out var value) ? $"{value:0.00}" : "";
            var clips = result.Used.Clips.Count(clip => clip.ClassName == item.Name);
            table.Add(item.Name, $"{clips}", $"{item.Precision:0.000}", $"{item.Recall:0.000}", $"{item.F1:0.000}", threshold);
        }

        return table;
    }
}
