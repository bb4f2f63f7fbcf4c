using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What an evaluation found, for people: a summary, a table of classes, mistakes, noise, events. Or JSON.</summary>
internal static class EvaluationText
{
    private const int MistakesShown = 10;

    public static void WriteJson(Terminal terminal, EvaluateRequest request, SoundModel model, EvaluationResult result)
    {
        var document = new EvaluationDocument(
            ProgramVersion.Text,
            new(model.Name!, model.Hash),
            request.Folder,
            request.Options.Seed,
            request.StoreThresholds,
            [.. result.LeftOut.Select(one => new EvaluationDocument.Unjudged(one.Name, one.Value))],
            JsonSerializer.SerializeToNode(result.Report, EvaluationJson.Default.EvaluationReport)!.AsObject());
        terminal.Out.WriteLine(JsonSerializer.Serialize(document, Documents.Readable.EvaluationDocument));
    }

    public static void Write(Terminal terminal, EvaluateRequest request, SoundModel model, EvaluationResult result)
    {
        var report = result.Report;
        var output = terminal.Out;
        output.WriteLine($"{model.Name} on {request.Folder}: {report.Clips!.Clips} clips of {report.Clips.Recordings} recordings");
        Summary(output, report.Clips);
        Classes(report).Write(terminal);
        if (report.Mistakes.Count > 0) Mistakes(report).Write(terminal);
        if (report.Noise.Count > 0)
        {
            Noise(report.Noise).Write(terminal);
            output.WriteLine($"accuracy under noise, mean of {report.Noise.Count} conditions: {report.Noise.Average(one => one.Accuracy):0.000}");
        }

        if (report.Detector is not { } detector) return;
        Detector(detector).Write(terminal);
        output.WriteLine(
            $"{detector.Recordings} long recordings, {detector.Hours:0.00} hours: {detector.Total.FalseAlarms} false alarms, {detector.Total.FalseAlarmsPerHour:0.0} an hour");
    }

    private static void Summary(TextWriter output, ClipScores scores)
    {
        output.WriteLine($"accuracy {scores.Accuracy:0.000} ({scores.AccuracyLow:0.000} to {scores.AccuracyHigh:0.000} with 95 %), balanced {scores.BalancedAccuracy:0.000}, "
            + $"macro F1 {scores.MacroF1:0.000}, mean average precision {scores.MacroAveragePrecision:0.000}");
        output.WriteLine($"calibration error {scores.CalibrationError:0.000}, log-loss {scores.LogLoss:0.000}, single patches right {Share(scores.PatchAccuracy)}");
    }

    private static ColumnTable Classes(EvaluationReport report)
    {
        var target = $"{report.TargetPrecision:0.###}";
        var table = new ColumnTable(
            "class", "clips#", "precision#", "recall#", "F1#", "AP#", $"threshold for {target}#", "its recall#", "threshold now#", "its precision#", "its recall#");
        var wanted = report.Thresholds.ToDictionary(one => one.Name);
        var applied = report.Applied.ToDictionary(one => one.Name);
        foreach (var one in report.Clips!.Classes)
        {
            var (best, now) = (wanted.GetValueOrDefault(one.Name), applied.GetValueOrDefault(one.Name));
            table.Add(
                one.Name, $"{one.Support}", Share(one.Precision), Share(one.Recall), Share(one.F1), Share(one.AveragePrecision),
                best?.Threshold is { } threshold ? $"{threshold:0.00}{(best.Reached ? "" : "!")}" : "-", Share(best?.Recall),
                now?.Threshold is { } own ? $"{own:0.00}" : "-", Share(now?.Precision), Share(now?.Recall));
        }

        return table;
    }

    private static ColumnTable Mistakes(EvaluationReport report)
    {
        var table = new ColumnTable("taken wrongly", "is", "taken for", "probability#");
        foreach (var one in report.Mistakes.Take(MistakesShown))
        {
            var place = one.StartSeconds > 0 ? $" at {Audio.AudioTime.Format(TimeSpan.FromSeconds(one.StartSeconds))}" : "";
            table.Add($"{one.Path}{place}", one.Truth, one.Predicted, $"{one.Probability:0.000}");
        }

        return table;
    }

    private static ColumnTable Noise(IReadOnlyList<NoiseScores> scores)
    {
        double[] levels = [.. scores.Select(one => one.SnrDb).Distinct()];
        var table = new ColumnTable(["noise", .. levels.Select(level => $"{level} dB#"), "mean#"]);
        foreach (var colour in scores.GroupBy(one => one.Noise))
        {
            table.Add([
                colour.Key,
                .. levels.Select(level => Share(colour.FirstOrDefault(one => one.SnrDb == level)?.Accuracy)),
                Share(colour.Average(one => one.Accuracy)),
            ]);
        }

        return table;
    }

    private static ColumnTable Detector(DetectorScores scores)
    {
        var table = new ColumnTable(
            "as a detector", "events#", "event P#", "R#", "F1#", "onset P#", "R#", "F1#", "second F1#", "false alarms#", "an hour#");
        foreach (var one in scores.Classes.Append(scores.Total))
        {
            table.Add(
                one.Name, $"{one.Events.TruePositives + one.Events.FalseNegatives}",
                Share(one.Events.Precision), Share(one.Events.Recall), Share(one.Events.F1),
                Share(one.Onsets.Precision), Share(one.Onsets.Recall), Share(one.Onsets.F1),
                Share(one.Segments.F1), $"{one.FalseAlarms}", $"{one.FalseAlarmsPerHour:0.0}");
        }

        return table;
    }

    private static string Share(double? value) => value is { } known ? $"{known:0.000}" : "-";
}
