using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Report;
using Audio2Mqtt.Torch.Training.Review;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>
/// The page of a folder: what to record next, the classes, a map of all clips that can be clicked and heard, likely mislabels, copies, classes that sound alike.
/// One file that needs no network.
/// </summary>
public static class FolderPage
{
    private const int RowsShown = 100;

    /// <summary>Writes the page.</summary>
    /// <param name="path">Where to; what is there is replaced, and missing folders are made.</param>
    /// <param name="folder">The folder, inspected with sounds.</param>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void Write(string path, FolderInspection folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var places = folder.Clips.Index().ToDictionary(item => item.Item.Clip, item => item.Index);
        PageFile.Write(path, html =>
        {
            PageFrame.Begin(html, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Dataset.Folder))), "inspection/inspect.css", "inspection/folder.css");
            html.AddMarkup("</header>\n<main>\n");
            Cards(html, folder);
            PageFrame.Warnings(html, folder.Warnings);
            Advice(html, folder);
            Classes(html, folder);
            FolderMap.Write(html, folder);
            Mislabels(html, folder.Review.Mislabels, places);
            Duplicates(html, folder.Duplicates, places);
            Overlaps(html, folder.Review.Overlaps);
            LeftOut(html, folder.LeftOut);
            Sounds(html, folder.Clips);
            PageFrame.End(html, "Made by a2m-torch inspect. How each figure is measured: docs/inspect.md.", "inspection/folder.js");
        });
    }

    /// <summary>The class folder and the file, and where in it: where the user's data lies is nobody's business where a page goes.</summary>
    internal static string Name(ClipSource clip)
    {
        var name = $"{clip.ClassName}/{Path.GetFileName(clip.Path)}";
        return clip.Duration is null ? name : $"{name} at {AudioTime.Format(clip.Start)}";
    }

    private static void Cards(HtmlWriter html, FolderInspection folder)
    {
        var seconds = folder.Clips.Sum(look => look.Seconds);
        PageFrame.Cards(
            html,
            ("classes", $"{folder.Classes.Count}"),
            ("clips", $"{folder.Clips.Count}"),
            ("recordings", $"{folder.Clips.Select(look => look.Clip.Recording).Distinct(StringComparer.Ordinal).Count()}"),
            ("length", AudioTime.Format(TimeSpan.FromSeconds(seconds))[..^4]),
            ("perhaps mislabelled", $"{folder.Review.Mislabels.Count}"),
            ("pairs of copies", $"{folder.Duplicates.Count}"),
            ("left out", $"{folder.LeftOut.Count}"));
    }

    private static void Advice(HtmlWriter html, FolderInspection folder)
    {
        html.AddMarkup("<h2>What to do next</h2>\n");
        if (folder.Advice.Count == 0) html.AddMarkup("<p>Nothing is missing: train.</p>\n");
        else
        {
            html.AddMarkup("<ol class=\"advice\">\n");
            foreach (var line in folder.Advice) html.Add($"<li>{line}</li>");
            html.AddMarkup("</ol>\n");
        }
    }

    private static void Classes(HtmlWriter html, FolderInspection folder)
    {
        html.AddMarkup("<h2>Classes</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Classes\"><table class=\"sortable\"><caption>A heading sorts. Spread: how far the levels of the middle four fifths lie apart.</caption><thead><tr>");
        foreach (var name in (string[])["class", "clips", "recordings", "seconds", "level, dBFS", "spread, dB", "left out"])
            html.Add($"<th scope=\"col\" aria-sort=\"none\"><button type=\"button\">{name}</button></th>");
        html.AddMarkup("</tr></thead><tbody>\n");
        foreach (var item in folder.Classes)
        {
            html.Add($"<tr><th scope=\"row\">{item.Name}</th><td>{item.Clips}</td><td>{item.Recordings}</td><td>{item.Seconds:0.0}</td><td>{item.LevelDbfs:0.0}</td><td>{item.SpreadDb:0.0}</td><td>{item.LeftOut}</td></tr>");
        }

        html.AddMarkup("</tbody></table></div>\n");
    }

    private static void Mislabels(HtmlWriter html, IReadOnlyList<LikelyMislabel> mislabels, Dictionary<ClipSource, int> places)
    {
        html.AddMarkup("<h2 id=\"mislabels\">Perhaps in the wrong class</h2>\n");
        if (mislabels.Count == 0)
        {
            html.AddMarkup("<p>None: no clip has most of its nearest neighbours, of other recordings, in one other class.</p>\n");
            return;
        }

        Begin(html, "Clips whose nearest neighbours, of other recordings, are of another class. Listen before you move one.", "clip", "sounds like", "neighbours", "the most alike of them");
        foreach (var one in mislabels.Take(RowsShown))
        {
            html.AddMarkup("<tr><td class=\"name\">");
            Button(html, one.Clip, places);
            html.Add($"</td><td>{one.Suggested}</td><td>{one.Votes} of {one.Neighbours}</td><td class=\"name\">");
            Button(html, one.Nearest, places);
            html.AddMarkup("</td></tr>\n");
        }

        End(html, mislabels.Count);
    }

    private static void Duplicates(HtmlWriter html, IReadOnlyList<NearDuplicate> duplicates, Dictionary<ClipSource, int> places)
    {
        html.AddMarkup("<h2 id=\"copies\">Copies</h2>\n");
        if (duplicates.Count == 0)
        {
            html.AddMarkup("<p>None: no two clips hold the same sound.</p>\n");
            return;
        }

        Begin(html, "Pairs of clips that hold the same sound, perhaps at another level, coded otherwise or cut elsewhere.", "clip", "and", "how");
        foreach (var pair in duplicates.Take(RowsShown))
        {
            html.AddMarkup("<tr><td class=\"name\">");
            Button(html, pair.First, places);
            html.AddMarkup("</td><td class=\"name\">");
            Button(html, pair.Second, places);
            var how = pair.IsExact ? "equal byte by byte" : string.Create(CultureInfo.InvariantCulture, $"waveforms alike by {pair.Similarity:0.00}");
            html.Add($"</td><td>{how}{(pair.IsContradiction ? ", in two classes" : "")}</td></tr>");
        }

        End(html, duplicates.Count);
    }

    private static void Overlaps(HtmlWriter html, IReadOnlyList<ClassOverlap> overlaps)
    {
        html.AddMarkup("<h2>Classes that sound alike</h2>\n");
        if (overlaps.Count == 0)
        {
            html.AddMarkup("<p>None: of no class do 15 % of the neighbours belong to one other.</p>\n");
            return;
        }

        Begin(html, "The part of the neighbours of one class that belong to the other.", "class", "and", "of the first", "of the second");
        foreach (var pair in overlaps.Take(RowsShown))
            html.Add($"<tr><td class=\"name\">{pair.First}</td><td class=\"name\">{pair.Second}</td><td>{pair.FirstShare:0%}</td><td>{pair.SecondShare:0%}</td></tr>");
        End(html, overlaps.Count);
    }

    private static void LeftOut(HtmlWriter html, IReadOnlyList<LeftOutClip> leftOut)
    {
        if (leftOut.Count == 0) return;
        html.Add($"<h2>Left out: {leftOut.Count}</h2>\n<ul>");
        foreach (var item in leftOut.Take(RowsShown)) html.Add($"<li>{Name(item.Clip)}: {item.Reason}</li>");
        html.AddMarkup("</ul>\n");
        if (leftOut.Count > RowsShown) html.Add($"<p>And {leftOut.Count - RowsShown} more: --json lists all.</p>");
    }

    private static void Sounds(HtmlWriter html, IReadOnlyList<ClipLook> clips)
    {
        // Base64 needs no escaping; the keys are numbers.
        html.AddMarkup("<script type=\"application/json\" id=\"sounds\">{");
        var isFirst = true;
        foreach (var (k, look) in clips.Index())
        {
            if (look.Sound.IsEmpty) continue;
            html.AddMarkup(string.Create(CultureInfo.InvariantCulture, $"{(isFirst ? "" : ",")}\"{k}\":\"{Convert.ToBase64String(look.Sound.Span)}\"\n"));
            isFirst = false;
        }

        html.AddMarkup("}</script>\n");
    }

    private static void Button(HtmlWriter html, ClipSource clip, Dictionary<ClipSource, int> places) =>
        html.Add($"<button type=\"button\" class=\"clip\" data-clip=\"{places[clip]}\">{Name(clip)}</button>");

    private static void Begin(HtmlWriter html, string caption, params ReadOnlySpan<string> headings)
    {
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table class=\"pairs\"><caption>{caption}</caption><thead><tr>");
        foreach (var name in headings) html.Add($"<th scope=\"col\">{name}</th>");
        html.AddMarkup("</tr></thead><tbody>\n");
    }

    private static void End(HtmlWriter html, int rows)
    {
        html.AddMarkup("</tbody></table></div>\n");
        if (rows > RowsShown) html.Add($"<p>And {rows - RowsShown} more: --json lists all.</p>");
    }
}
