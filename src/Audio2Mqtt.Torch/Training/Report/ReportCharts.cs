using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>The drawings of a report.</summary>
internal static class ReportCharts
{
    /// <summary>Loss and accuracy over epochs.</summary>
    public static void Curves(HtmlWriter html, IReadOnlyList<EpochRecord> epochs, int? best)
    {
        html.AddMarkup("<div class=\"charts\">\n");
        Curve(html, "Loss", epochs, best, "validation cross-entropy", one => one.Loss, one => one.ValidationLoss, isShare: false);
        Curve(html, "Accuracy", epochs, best, "validation", one => one.Accuracy, one => one.ValidationAccuracy, isShare: true);
        html.AddMarkup("</div>\n");
    }

    /// <summary>Confidence against accuracy.</summary>
    public static void Reliability(HtmlWriter html, ClipScores scores)
    {
        html.AddMarkup("<div class=\"charts\"><figure>\n");
        var plot = new Plot(html, $"Reliability: accuracy over confidence; calibration error {scores.CalibrationError:0.000}", (0, 1), (0, 1));
        plot.Axes("confidence (highest probability)", 0.2, "0.0", 0.2, "0.0");
        plot.Line("two", [(0, 0), (1, 1)]);
        foreach (var bin in scores.Reliability.Where(bin => bin.Clips > 0))
        {
            plot.Bar(bin.Low, bin.High, bin.Accuracy!.Value, $"{bin.Clips} clips: confidence {bin.Confidence:0.000}, accuracy {bin.Accuracy:0.000}");
            plot.Dot("one", bin.Confidence!.Value, bin.Accuracy.Value, 2 + (6 * Math.Sqrt((double)bin.Clips / scores.Clips)));
        }

        plot.End();
        html.AddMarkup("<figcaption>Bars: share of clips that were right. Dots: the same at the mean confidence, larger for more clips. <span class=\"key second\">what perfect calibration gives</span></figcaption></figure>\n");
        html.AddMarkup("</div>\n");
    }

    /// <summary>Precision and recall over thresholds, a small drawing for each class.</summary>
    public static void Trades(HtmlWriter html, IReadOnlyList<ClassThreshold> thresholds)
    {
        html.AddMarkup("<div class=\"charts small\">\n");
        foreach (var one in thresholds.Where(one => one.Trade.Count > 0))
        {
            html.AddMarkup("<figure>");
            var plot = new Plot(html, $"{one.Name}: precision and recall over thresholds", (Thresholds.Lowest, 1), (0, 1), isSmall: true);
            plot.Axes("threshold", 0.1, "0.0", 0.25, "0.00");
            plot.Line("one", [.. one.Trade.Select(point => ((double)point.Threshold, point.Precision))]);
            plot.Line("two", [.. one.Trade.Select(point => ((double)point.Threshold, point.Recall))]);
            if (one.Threshold is { } threshold) plot.Mark(threshold, $"{threshold:0.00}", isWordAtTop: false);
            plot.End();
            html.Add($"<figcaption>{one.Name}</figcaption></figure>");
        }

        html.AddMarkup("</div>\n<p><span class=\"key\">precision</span> &nbsp; <span class=\"key second\">recall</span></p>\n");
    }

    private static void Curve(
        HtmlWriter html, string name, IReadOnlyList<EpochRecord> epochs, int? best, string validation, Func<EpochRecord, double> training, Func<EpochRecord, double> held, bool isShare)
    {
        double[] values = [.. epochs.SelectMany(one => (double[])[training(one), held(one)]).Where(double.IsFinite)];
        if (values.Length == 0) return;
        var hasHeld = epochs.Any(one => double.IsFinite(held(one)));
        var low = isShare ? Math.Floor(values.Min() * 10) / 10 : 0;
        var high = isShare ? 1 : Math.Max(values.Max(), 1e-3);
        html.AddMarkup("<figure>");
        var plot = new Plot(html, $"{name} over {epochs.Count} epochs", (epochs[0].Epoch, epochs[^1].Epoch), (low, high));
        plot.Axes("epoch", Math.Max(1, Plot.Step(epochs[^1].Epoch - epochs[0].Epoch)), "0", Plot.Step(high - low), "0.###");
        plot.Line("one", [.. epochs.Select(one => ((double)one.Epoch, training(one)))]);
        plot.Line("two", [.. epochs.Select(one => ((double)one.Epoch, held(one)))]);
        if (best is { } epoch) plot.Mark(epoch, $"best: {epoch}", isWordAtTop: !isShare);
        plot.End();
        html.Add($"<figcaption>{name}: <span class=\"key\">training</span>");
        if (hasHeld) html.Add($" &nbsp; <span class=\"key second\">{validation}</span>");
        html.AddMarkup("</figcaption></figure>\n");
    }
}
