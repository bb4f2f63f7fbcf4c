using System.Globalization;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>
/// Writes <c>report.html</c>: one file that needs nothing from anywhere, in light and dark, on paper and on a telephone. Its own content policy forbids
/// requests; whatever comes from outside is escaped.
/// </summary>
public static class ReportWriter
{
    /// <summary>Writes the page.</summary>
    /// <param name="output">Stays the caller's; UTF-8 is expected of it.</param>
    /// <param name="content">What it tells.</param>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static void Write(TextWriter output, ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(content);
        var html = new HtmlWriter(output);
        PageFrame.Begin(html, content.Title);
        PageFrame.Facts(html, content.Facts);
        html.AddMarkup("</header>\n<main>\n");
        if (content.Evaluation is { } evaluation) Evaluation(html, content, evaluation);
        if (content.Epochs.Count > 0)
        {
            html.AddMarkup("<h2>Training</h2>\n");
            ReportCharts.Curves(html, content.Epochs, content.BestEpoch);
            ReportTables.Epochs(html, content.Epochs);
        }

        Data(html, content);
        PageFrame.End(html, "Made by a2m-torch. Terms and formulas: docs/training.md, “How good is it”.");
    }

    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="output">Stays the caller's, and open.</param>
    /// <param name="content">What it tells.</param>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static void Write(Stream output, ReportContent content)
    {
        using var writer = new StreamWriter(output, leaveOpen: true);
        Write(writer, content);
    }

    /// <summary>Writes the page to a file, which appears whole or not at all.</summary>
    /// <param name="path">Where to; what is there is replaced, and missing folders are made.</param>
    /// <param name="content">What it tells.</param>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void Write(string path, ReportContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            AtomicFile.Write(path, stream => Write(stream, content));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Audio2MqttException($"{path}: the report cannot be written ({error.Message.TrimEnd('.')}); name another place with --report", error);
        }
    }

    private static void Evaluation(HtmlWriter html, ReportContent content, EvaluationReport report)
    {
        html.AddMarkup("<h2>How good it is</h2>\n");
        if (content.EvaluatedOn is { } on) html.Add($"<p>Measured on {on}.</p>");
        if (report.Clips is { } scores)
        {
            Cards(html, scores);
            html.AddMarkup("<h2>What is taken for what</h2>\n");
            ReportTables.Confusion(html, scores);
            html.AddMarkup("<h2>Each class</h2>\n");
            ReportTables.Classes(html, report);
            html.AddMarkup("<h2>Do probabilities mean what they say?</h2>\n");
            html.Add($"<p>Expected calibration error {scores.CalibrationError:0.000} (0 is perfect), log-loss {scores.LogLoss:0.000}.</p>");
            ReportCharts.Reliability(html, scores);
            html.Add($"<h2>Thresholds for a precision of {report.TargetPrecision:0.###}</h2>");
            ReportTables.Thresholds(html, report);
            ReportCharts.Trades(html, report.Thresholds);
        }

        if (report.Noise.Count > 0)
        {
            html.AddMarkup("<h2>Under noise</h2>\n");
            ReportTables.Noise(html, report.Noise);
        }

        if (report.Detector is { } detector)
        {
            html.AddMarkup("<h2>As a detector in long recordings</h2>\n");
            ReportTables.Detector(html, detector);
        }

        if (report.Clips is not null) Mistakes(html, report.Mistakes, content.Spectrograms);
    }

    private static void Cards(HtmlWriter html, ClipScores scores)
    {
        (string Name, string Value)[] cards =
        [
            ("accuracy", $"{scores.Accuracy:0.0%}"),
            ("95 % interval of it", $"{scores.AccuracyLow * 100:0}–{scores.AccuracyHigh:0%}"),
            ("balanced accuracy", $"{scores.BalancedAccuracy:0.0%}"),
            ("macro F1", $"{scores.MacroF1:0.000}"),
            ("mean average precision", $"{scores.MacroAveragePrecision:0.000}"),
            ("calibration error", $"{scores.CalibrationError:0.000}"),
            ("single patches right", scores.PatchAccuracy is { } share ? $"{share:0.0%}" : "–"),
            (scores.Recordings == 1 ? "clips, 1 recording" : $"clips, {scores.Recordings} recordings", $"{scores.Clips}"),
        ];
        PageFrame.Cards(html, cards);
    }

    private static void Mistakes(HtmlWriter html, IReadOnlyList<Mistake> mistakes, IReadOnlyDictionary<Mistake, byte[]> pictures)
    {
        html.AddMarkup("<h2>The worst mistakes</h2>\n");
        if (mistakes.Count == 0)
        {
            html.AddMarkup("<p>None: every clip was taken for what it is.</p>\n");
            return;
        }

        html.AddMarkup("<p>The most certain first. Pictures: time to the right, 64 mel bands from 125 to 7500 Hz upwards.</p>\n<div class=\"mistakes\">\n");
        foreach (var mistake in mistakes)
        {
            var name = ShortName(mistake.Path) + (mistake.StartSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" at {mistake.StartSeconds:0.##} s") : "");
            html.AddMarkup("<figure>");
            if (pictures.TryGetValue(mistake, out var png)) html.Add($"<img alt=\"Log-mel spectrogram of {name}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">");
            html.Add($"<figcaption><b>{name}</b><br>{mistake.Truth} taken for {mistake.Predicted} ({mistake.Probability:0%}; {mistake.Truth} {mistake.TruthProbability:0%})</figcaption></figure>");
        }

        html.AddMarkup("</div>\n");
    }

    private static void Data(HtmlWriter html, ReportContent content)
    {
        string[] warnings = [.. content.Warnings, .. content.Evaluation?.Warnings ?? []];
        if (content.Dataset.Count + content.LeftOut.Count + warnings.Length > 0) html.AddMarkup("<h2>The data</h2>\n");
        PageFrame.Warnings(html, warnings);
        if (content.Dataset.Count > 0) ReportTables.Dataset(html, content.Dataset);
        if (content.LeftOut.Count > 0)
        {
            html.Add($"<h3>Left out: {content.LeftOut.Count}</h3>\n<ul>");
            foreach (var (path, reason) in content.LeftOut) html.Add($"<li>{ShortName(path)}: {reason}</li>");
            html.AddMarkup("</ul>\n");
        }

        if (content.Options.Count == 0) return;
        html.AddMarkup("<h2>Options</h2>\n");
        PageFrame.Facts(html, content.Options);
    }

    // The class folder and the file: where the user's data lies is nobody's business where a model goes.
    private static string ShortName(string path) => string.Join('/', path.Split('/', '\\').TakeLast(2));
}
