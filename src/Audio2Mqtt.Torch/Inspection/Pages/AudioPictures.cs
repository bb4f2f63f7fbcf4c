using System.Globalization;
using System.Text;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Inspection.Meters;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>Pictures over one time axis, each as wide as the page, with a cursor that the script moves.</summary>
internal static class AudioPictures
{
    private const string Cursor = "<span class=\"cursor\"></span></div>";
    private const int TicksAtMost = 6;

    /// <summary>Lowest and highest sample of each column, and where samples are clipped.</summary>
    public static void Waveform(HtmlWriter html, AudioInspection audio, SoundPictures pictures)
    {
        var path = new StringBuilder();
        var full = Math.Max(1e-4, Math.Max(-pictures.Waveform.Min(column => column.Low), pictures.Waveform.Max(column => column.High)));
        foreach (var (k, (low, high)) in pictures.Waveform.Index())
            path.Append(CultureInfo.InvariantCulture, $"M{k + 0.5:0.#} {100 - (100 * high / full):0.#}V{Math.Max(100 - (100 * low / full), 100.5 - (100 * high / full)):0.#}");
        html.AddMarkup("<figure class=\"track\"><figcaption>Waveform");
        html.Add($" (the edges are {20 * Math.Log10(full):0.0} dBFS)");
        html.AddMarkup("</figcaption><div class=\"strip wave\">");
        html.Add($"<svg viewBox=\"0 0 {pictures.Waveform.Count} 200\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Waveform\"><path class=\"wave\" d=\"{path.ToString()}\"/>");
        foreach (var clipped in audio.Clipping.First)
        {
            var at = (clipped.Start - audio.Start) / audio.Duration * pictures.Waveform.Count;
            html.Add($"<path class=\"clip\" d=\"M{at:0.#} 0V200\"><title>clipped at {AudioTime.Format(clipped.Start)}</title></path>");
        }

        html.AddMarkup($"</svg>{Cursor}</figure>\n");
    }

    /// <summary>What the network's front end sees.</summary>
    public static void Spectrogram(HtmlWriter html, SoundPictures pictures)
    {
        html.AddMarkup("<figure class=\"track\"><figcaption>Log-mel spectrogram: 64 bands, 125 to 7500 Hz upwards</figcaption><div class=\"strip spectrogram\">");
        html.AddMarkup($"<img alt=\"Log-mel spectrogram\" src=\"data:image/png;base64,{Convert.ToBase64String(Png(pictures, bandRows: 1))}\">{Cursor}</figure>\n");
    }

    /// <summary>A row for each class, its score from 0 to 1 upwards.</summary>
    public static void Timeline(HtmlWriter html, ClassTimeline timeline, TimeSpan duration)
    {
        html.Add($"<h3>What is heard when: {timeline.Scorer}</h3>");
        if (timeline.Classes.Count == 0) html.AddMarkup("<p>No class reaches a score of 0.1.</p>\n");
        foreach (var (row, name) in timeline.Classes.Index())
        {
            var scores = timeline.Scores[row];
            html.Add($"<figure class=\"track\"><figcaption>{name} <span class=\"best\">up to {scores.Max():0.00}</span></figcaption><div class=\"strip score\">");
            html.Add($"<svg viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Score of {name} over time, up to {scores.Max():0.00}\">");
            html.Add($"<path class=\"score\" d=\"{Area(timeline.Times, scores, duration)}\"/></svg>");
            html.AddMarkup($"{Cursor}</figure>\n");
        }
    }

    /// <summary>Times in the source below the pictures.</summary>
    public static void TimeAxis(HtmlWriter html, AudioInspection audio)
    {
        var seconds = audio.Duration.TotalSeconds;
        var step = Step(seconds / TicksAtMost);
        html.AddMarkup("<div class=\"times\" aria-hidden=\"true\">");
        for (var k = 0; k * step < seconds * 0.94; k++)
        {
            var text = AudioTime.Format(audio.Start + TimeSpan.FromSeconds(k * step));
            html.Add($"<span style=\"left:{k * step / seconds * 100:0.##}%\">{(step < 1 ? text[..^2] : text[..^4])}</span>");
        }

        html.AddMarkup("</div>\n");
    }

    /// <summary>The spectrogram as a picture.</summary>
    public static byte[] Png(SoundPictures pictures, int bandRows) =>
        Training.Report.Spectrogram.Png(pictures.LogMel, LogMelOptions.Default.MelBands, PictureMeter.MostColumns, bandRows);

    private static string Area(IReadOnlyList<TimeSpan> times, IReadOnlyList<float> scores, TimeSpan duration)
    {
        var path = new StringBuilder("M0 100");
        foreach (var (k, score) in scores.Index())
        {
            var x = Math.Min(1000, times[k] / duration * 1000);
            if (k == 0) path.Append(CultureInfo.InvariantCulture, $"V{100 - (100 * score):0}");
            path.Append(CultureInfo.InvariantCulture, $"L{x:0.#} {100 - (100 * score):0}");
            if (k == scores.Count - 1) path.Append("H1000");
        }

        return path.Append("V100Z").ToString();
    }

    // 0.1 s to hours, as clocks are divided.
    private static double Step(double least) =>
        ((double[])[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800]).FirstOrDefault(step => step >= least, 86_400);
}
