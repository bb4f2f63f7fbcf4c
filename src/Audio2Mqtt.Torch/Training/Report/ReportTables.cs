using System.Globalization;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    /// <summary>From so many classes on, the confusion matrix is written small.</summary>
    private const int Dense = 13;

    /// <summary>True classes down, predicted ones across.</summary>
    public static void Confusion(HtmlWriter html, ClipScores scores)
    {
        var isDense = scores.Classes.Count >= Dense;
        Scroll(html, "Confusion matrix");
        html.Add($"<table class=\"confusion{(isDense ? " dense" : "")}\"><caption>Rows: the true class. Columns: what the clip was taken for.</caption>");
        html.AddMarkup("<thead><tr><th scope=\"col\">true \\ taken for</th>");
        foreach (var one in scores.Classes) html.Add($"<th scope=\"col\" class=\"column\"><span>{one.Name}</span></th>");
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var (row, counts) in scores.Confusion.Index())
        {
            html.Add($"<tr><th scope=\"row\" title=\"{scores.Classes[row].Name}\">{scores.Classes[row].Name}</th>");
            foreach (var (column, count) in counts.Index())
            {
                var share = (double)count / Math.Max(1, scores.Classes[row].Support);
                var style = column == row ? "right" : count == 0 ? "zero" : "";
                html.Add($"<td class=\"{style}\" style=\"--share:{(count == 0 ? 0 : 0.12 + (0.6 * share)):0.##}\" title=\"{scores.Classes[row].Name} taken for {scores.Classes[column].Name}: {count} ({share:0.0%})\">{count}");
                if (!isDense && count > 0) html.Add($"<small>{share:0%}</small>");
                html.AddMarkup("</td>");
            }

            html.AddMarkup("</tr>\n");
        }

        html.AddMarkup("</tbody></table></div>\n");
    }

    /// <summary>Each class; a click on a heading sorts.</summary>
    public static void Classes(HtmlWriter html, EvaluationReport report)
    {
        var scores = report.Clips!;
        Scroll(html, "Scores by class");
        html.AddMarkup("<table class=\"sortable\"><caption>A heading sorts.</caption><thead><tr>");
        foreach (var heading in (string[])["class", "clips", "taken for it", "precision", "recall", "F1", "average precision", "threshold"]) Sortable(html, heading);
        html.AddMarkup("</tr></thead><tbody>\n");
        var thresholds = report.Thresholds.ToDictionary(one => one.Name, one => one.Threshold);
        foreach (var one in scores.Classes)
        {
            html.Add($"<tr><td class=\"name\">{one.Name}</td><td>{one.Support}</td><td>{one.Predicted}</td>");
            foreach (var value in (double?[])[one.Precision, one.Recall, one.F1, one.AveragePrecision, thresholds.GetValueOrDefault(one.Name)]) Number(html, value);
            html.AddMarkup("</tr>\n");
        }

        html.AddMarkup("</tbody><tfoot>");
        html.Add($"<tr class=\"total\"><td class=\"name\">mean of classes</td><td>{scores.Clips}</td><td>{scores.Clips}</td>");
        foreach (var value in (double?[])[scores.MacroPrecision, scores.BalancedAccuracy, scores.MacroF1, scores.MacroAveragePrecision, null]) Number(html, value);
        html.AddMarkup("</tr></tfoot></table></div>\n");
    }

    /// <summary>Thresholds for the wanted precision beside the model's own.</summary>
    public static void Thresholds(HtmlWriter html, EvaluationReport report)
    {
        Scroll(html, "Thresholds by class");
        html.AddMarkup("<table class=\"sortable\"><caption>Precision and recall of a clip's best pair of neighbouring patches at or above the threshold.</caption><thead><tr>");
        foreach (var heading in (string[])["class", "clips", "threshold", "its precision", "its recall", "stored or default", "precision there", "recall there"]) Sortable(html, heading);
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var (wanted, applied) in report.Thresholds.Zip(report.Applied))
        {
            html.Add($"<tr><td class=\"name\">{wanted.Name}{(wanted.Reached || wanted.Positives == 0 ? "" : " (not reached)")}</td><td>{wanted.Positives}</td>");
            foreach (var value in (double?[])[wanted.Threshold, wanted.Precision, wanted.Recall, applied.Threshold, applied.Precision, applied.Recall]) Number(html, value);
            html.AddMarkup("</tr>\n");
        }

        html.AddMarkup("</tbody></table></div>\n");
    }

    /// <summary>Accuracy by noise and SNR.</summary>
    public static void Noise(HtmlWriter html, IReadOnlyList<NoiseScores> scores)
    {
        double[] levels = [.. scores.Select(one => one.SnrDb).Distinct()];
        Scroll(html, "Accuracy under noise");
        html.AddMarkup("<table><caption>Accuracy by signal-to-noise ratio over the whole clip.</caption><thead><tr><th scope=\"col\">noise</th>");
        foreach (var level in levels) html.Add($"<th scope=\"col\">{level:0.#} dB</th>");
        html.AddMarkup("<th scope=\"col\">mean</th></tr></thead><tbody>\n");
        foreach (var group in scores.GroupBy(one => one.Noise))
        {
            html.Add($"<tr><th scope=\"row\">{group.Key}</th>");
            foreach (var level in levels) Number(html, group.FirstOrDefault(one => one.SnrDb == level)?.Accuracy);
            Number(html, group.Average(one => one.Accuracy));
            html.AddMarkup("</tr>\n");
        }

        html.Add($"</tbody></table></div><p>Mean over all {scores.Count} conditions: {scores.Average(one => one.Accuracy):0.000}.</p>");
    }

    /// <summary>Events of long recordings.</summary>
    public static void Detector(HtmlWriter html, DetectorScores scores)
    {
        var options = scores.Options;
        html.Add($"<p>{scores.Recordings} recordings, {scores.Hours:0.00} hours. Events: onset within {options.OnsetCollarSeconds} s, offset within {options.OffsetCollarSeconds} s or {options.OffsetCollarShare:0%} of the length. Onsets: within {options.ListenCollarSeconds} s. Segments: {options.SegmentSeconds} s. False alarm: a detection while nothing of its class is labelled.</p>");
        Scroll(html, "Scores as a detector");
        html.AddMarkup("<table><caption>Events and false alarms</caption><thead><tr>");
        string[] headings =
        [
            "class", "threshold", "labelled", "event precision", "event recall", "event F1", "onset precision", "onset recall", "onset F1", "segment F1",
            "false alarms", "an hour",
        ];
        foreach (var heading in headings) html.Add($"<th scope=\"col\">{heading}</th>");
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var one in scores.Classes.Append(scores.Total))
        {
            html.Add($"<tr{(one == scores.Total ? " class=total" : "")}><td class=\"name\">{one.Name}</td>");
            Number(html, one.Threshold);
            html.Add($"<td>{one.Events.TruePositives + one.Events.FalseNegatives}</td>");
            foreach (var tally in (Tally[])[one.Events, one.Onsets])
            {
                Number(html, tally.Precision);
                Number(html, tally.Recall);
                Number(html, tally.F1);
            }

            Number(html, one.Segments.F1);
            html.Add($"<td>{one.FalseAlarms}</td><td>{one.FalseAlarmsPerHour:0.0}</td></tr>");
        }

        html.AddMarkup("</tbody></table></div>\n");
    }

    /// <summary>What the data was.</summary>
    public static void Dataset(HtmlWriter html, IReadOnlyList<ReportClass> classes)
    {
        Scroll(html, "The data");
        html.AddMarkup("<table class=\"sortable\"><caption>Labelled clips.</caption><thead><tr>");
        foreach (var heading in (string[])["class", "clips", "recordings", "seconds"]) Sortable(html, heading);
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var one in classes) html.Add($"<tr><td class=\"name\">{one.Name}</td><td>{one.Clips}</td><td>{one.Recordings}</td><td>{Seconds(one.Seconds)}</td></tr>");
        html.Add($"</tbody><tfoot><tr class=\"total\"><td class=\"name\">together</td><td>{classes.Sum(one => one.Clips)}</td><td>{classes.Sum(one => one.Recordings)}</td><td>{Seconds(classes.Sum(one => one.Seconds))}</td></tr></tfoot></table></div>");
    }

    /// <summary>The curves as numbers.</summary>
    public static void Epochs(HtmlWriter html, IReadOnlyList<EpochRecord> epochs)
    {
        html.AddMarkup("<details><summary>Every epoch as numbers</summary>");
        Scroll(html, "Epochs");
        html.AddMarkup("<table><thead><tr>");
        foreach (var heading in (string[])["epoch", "loss", "accuracy", "validation loss", "validation accuracy", "learning rate"]) html.Add($"<th scope=\"col\">{heading}</th>");
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var one in epochs)
        {
            html.Add($"<tr><th scope=\"row\">{one.Epoch}</th>");
            foreach (var value in (double[])[one.Loss, one.Accuracy, one.ValidationLoss, one.ValidationAccuracy]) Number(html, double.IsFinite(value) ? value : null);
            html.Add($"<td>{one.LearningRate:0.######}</td></tr>");
        }

        html.AddMarkup("</tbody></table></div></details>\n");
    }

    private static string Seconds(double? value) => value is null or 0 ? "–" : value.Value.ToString("0.0", CultureInfo.InvariantCulture);

    private static void Scroll(HtmlWriter html, string name) => html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">");

    private static void Sortable(HtmlWriter html, string name) => html.Add($"<th scope=\"col\" aria-sort=\"none\"><button type=\"button\">{name}</button></th>");

    private static void Number(HtmlWriter html, double? value)
    {
        if (value is { } known) html.Add($"<td data-value=\"{known:0.######}\">{known:0.000}</td>");
        else html.AddMarkup("<td data-value=\"\">–</td>");
    }
}
