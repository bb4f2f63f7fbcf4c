using System.Globalization;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>The map of a folder's clips: a point each, in its class's colour and shape, that can be clicked and heard.</summary>
internal static class FolderMap
{
    private const double Width = 1000;
    private const double Height = 640;
    private const double Margin = 24;

    // Hues as far apart as can be whatever their number: multiples of the golden angle.
    private const double GoldenAngle = 137.508;

    // Shapes too, for whoever cannot tell the colours: circle, square, triangle, diamond, cross.
    private static readonly string[] Shapes =
    [
        "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0-7 0Z", "M-6-6H6V6H-6Z", "M0-8L8 6H-8Z", "M0-9L9 0L0 9L-9 0Z", "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
    ];

    /// <summary>Writes the map with its legend and what tells about the chosen clip.</summary>
    public static void Write(HtmlWriter html, FolderInspection folder)
    {
        html.AddMarkup("<h2 id=\"map\">Map</h2>\n");
        html.Add($"<p>Clips that sound alike lie close together, by {folder.ComparedBy}. The plane shows {folder.Review.MapShare:0%} of what sets them apart, so some that lie close here do not sound alike. Click a point to hear the loudest part of its clip; with the keyboard, arrow keys go from point to point and Enter plays.</p>");
        if (folder.Review.Map.Count == 0) return;
        Legend(html, folder);
        html.AddMarkup("<div class=\"chosen\"><button type=\"button\" class=\"sound\" id=\"again\" disabled>Play</button> <span id=\"about\" role=\"status\">No clip chosen</span></div>\n");
        html.Add($"<svg id=\"points\" viewBox=\"0 0 {Width} {Height}\" role=\"application\" tabindex=\"0\" aria-label=\"Map of {folder.Clips.Count} clips; arrow keys choose, Enter plays\">");
        var labels = folder.Classes.Index().ToDictionary(item => item.Item.Name, item => item.Index, StringComparer.Ordinal);
        var (x, y) = (Range(folder.Review.Map.Select(point => point.X)), Range(folder.Review.Map.Select(point => point.Y)));
        foreach (var (k, point) in folder.Review.Map.Index())
        {
            var label = labels[point.Clip.ClassName];
            var (left, top) = (Margin + ((point.X - x.Low) / (x.High - x.Low) * (Width - (2 * Margin))), Margin + ((y.High - point.Y) / (y.High - y.Low) * (Height - (2 * Margin))));
            html.Add($"<g class=\"point\" data-clip=\"{k}\" data-class=\"{label}\" data-about=\"{About(folder, k)}\" style=\"--hue:{Hue(label):0}\" transform=\"translate({left:0.#} {top:0.#})\"><path d=\"{Shapes[label % Shapes.Length]}\"/><title>{FolderPage.Name(point.Clip)}</title></g>");
        }

        html.AddMarkup("</svg>\n<audio id=\"sound\"></audio>\n");
    }

    private static void Legend(HtmlWriter html, FolderInspection folder)
    {
        html.AddMarkup("<div class=\"legend\" role=\"group\" aria-label=\"Classes on the map; press one to see it alone\">\n");
        foreach (var (label, item) in folder.Classes.Index())
        {
            html.Add($"<button type=\"button\" aria-pressed=\"false\" data-class=\"{label}\"><svg viewBox=\"-10 -10 20 20\" aria-hidden=\"true\"><path class=\"point\" style=\"--hue:{Hue(label):0}\" d=\"{Shapes[label % Shapes.Length]}\"/></svg>{item.Name}</button>");
        }

        html.AddMarkup("</div>\n");
    }

    private static string About(FolderInspection folder, int k)
    {
        var look = folder.Clips[k];
        return string.Create(CultureInfo.InvariantCulture, $"{FolderPage.Name(look.Clip)}, {look.Seconds:0.0} s, {look.LevelDbfs:0} dBFS");
    }

    private static double Hue(int label) => label * GoldenAngle % 360;

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var all = values.ToList();
        var (low, high) = (all.Min(), all.Max());
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }
}
