using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>
/// The page of a recording: its figures, its sound, and pictures with a cursor that follows. One file that needs no network; its size is bounded, as pictures
/// have so many columns and only the beginning of a long recording is in it.
/// </summary>
public static class AudioPage
{
    private const int SpectrumPoints = 256;
    private const double SpectrumRangeDb = 90;
    private const double HighestHz = AudioInput.YamnetSampleRate / 2.0;

    /// <summary>Writes the page.</summary>
    /// <param name="path">Where to; what is there is replaced, and missing folders are made.</param>
    /// <param name="audio">The recording, inspected with pictures.</param>
    /// <param name="timeline">What was heard when; null to leave it out.</param>
    /// <param name="lowHz">A frequency to mark in the spectrum; null for none.</param>
    /// <param name="highHz">Another one.</param>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void Write(string path, AudioInspection audio, ClassTimeline? timeline, double? lowHz = null, double? highHz = null)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.Pictures is not { } pictures) throw new ArgumentException("was inspected without pictures", nameof(audio));
        PageFile.Write(path, html =>
        {
            PageFrame.Begin(html, Path.GetFileName(audio.Path), "inspection/inspect.css");
            PageFrame.Facts(html, AudioFacts.Of(audio));
            html.AddMarkup("</header>\n<main>\n");
            PageFrame.Warnings(html, [.. audio.Warnings, .. audio.Advice]);
            Player(html, audio, pictures);
            AudioPictures.Waveform(html, audio, pictures);
            AudioPictures.Spectrogram(html, pictures);
            if (timeline is not null) AudioPictures.Timeline(html, timeline, audio.Duration);
            AudioPictures.TimeAxis(html, audio);
            html.AddMarkup("</section>\n");
            Spectrum(html, pictures, lowHz, highHz);
            PageFrame.End(html, "Made by a2m-torch inspect. How each figure is measured: docs/inspect.md.", "inspection/player.js");
        });
    }

    /// <summary>Writes the spectrogram: time to the right, 64 mel bands upwards, four rows each.</summary>
    /// <param name="path">Where to; what is there is replaced, and missing folders are made.</param>
    /// <param name="audio">The recording, inspected with pictures.</param>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void WritePng(string path, AudioInspection audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.Pictures is not { } pictures) throw new ArgumentException("was inspected without pictures", nameof(audio));
        var picture = AudioPictures.Png(pictures, bandRows: 4);
        PageFile.Write(path, "--png", stream => stream.Write(picture));
    }

    private static void Player(HtmlWriter html, AudioInspection audio, SoundPictures pictures)
    {
        var played = pictures.Played.Count / (double)AudioInput.YamnetSampleRate;
        var flac = EncodedSound.Flac([.. pictures.Played]);
        html.AddMarkup("<h2>Sound</h2>\n");
        html.Add($"<section id=\"player\" aria-label=\"Player\" data-duration=\"{audio.Duration.TotalSeconds:0.###}\" data-played=\"{played:0.###}\" data-start=\"{audio.Start.TotalSeconds:0.###}\">");
        html.AddMarkup("<div class=\"controls\"><button type=\"button\" id=\"play\">Play</button> <span id=\"time\" role=\"timer\"></span></div>\n");
        html.AddMarkup("<audio id=\"sound\" preload=\"auto\" src=\"");
        html.AddMarkup(EncodedSound.Address(flac));
        html.AddMarkup("\"></audio>\n");
        if (played < audio.Duration.TotalSeconds - 0.5)
            html.Add($"<p>The first {AudioTime.Format(TimeSpan.FromSeconds(played))} can be played; the pictures show all of it. For another part: <code>--start</code> and <code>--duration</code>.</p>");
        html.Add($"<input type=\"range\" id=\"seek\" min=\"0\" max=\"{played:0.###}\" step=\"0.01\" value=\"0\" aria-label=\"Position\" style=\"width:{Math.Min(1, played / audio.Duration.TotalSeconds) * 100:0.##}%\">");
    }

    /// <summary>Frequency in kHz and level in dB of bands of 31 Hz, which are as fine as a screen shows: a sine of full scale in the middle of one has -3, as in all figures.</summary>
    internal static (double X, double Y)[] Bands(SoundPictures pictures)
    {
        // A sine is seen in neighbouring lines, too, by a Hann window's width: together they have one and a half times its power.
        const double lineWidth = 1.5;
        var lines = (pictures.SpectrumDb.Count - 1) / SpectrumPoints;
        return
        [
            .. pictures.SpectrumDb.Take(SpectrumPoints * lines).Chunk(lines)
                .Select((some, k) => ((k + 0.5) * HighestHz / SpectrumPoints / 1000, 10 * Math.Log10(some.Sum(value => Math.Pow(10, value / 10)) / lineWidth))),
        ];
    }

    private static void Spectrum(HtmlWriter html, SoundPictures pictures, double? lowHz, double? highHz)
    {
        var points = Bands(pictures);

        // What lies deeper is the resampler's stop band.
        var highest = Math.Ceiling(points.Max(point => point.Y) / 10) * 10;
        var lowest = Math.Max(Math.Floor(points.Min(point => point.Y) / 10) * 10, highest - SpectrumRangeDb);
        points = [.. points.Select(point => (point.X, Math.Max(point.Y, lowest)))];
        html.AddMarkup("<h2>Spectrum</h2>\n<div class=\"charts wide\"><figure>\n");
        var plot = new Plot(html, "Mean spectrum: level over frequency", (0, HighestHz / 1000), (lowest, highest));
        plot.Axes("kHz", 1, "0", 20, "0");
        plot.Line("one", points);
        foreach (var mark in (double?[])[lowHz, highHz])
        {
            if (mark is { } hertz) plot.Mark(Math.Min(hertz, HighestHz) / 1000, string.Create(CultureInfo.InvariantCulture, $"{hertz:0.#} Hz"), isWordAtTop: true);
        }

        plot.End();
        html.AddMarkup("<figcaption>Mean level in dB of bands of 31 Hz of what the network hears, 16 kHz mono. A sine of full scale has −3 in the middle of a band, −6 in each of two between them.</figcaption></figure></div>\n");
    }
}
