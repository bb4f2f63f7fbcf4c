namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>What every page begins and ends with: its own content policy forbids requests, and styles and scripts are inside.</summary>
internal static class PageFrame
{
    /// <summary>Up to the heading.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="styles">Resources beside the styles that all pages share.</param>
    public static void Begin(HtmlWriter html, string title, params ReadOnlySpan<string> styles)
    {
        html.AddMarkup(Resource("report/report.head.html"));
        html.Add($"<title>{title}</title>");
        html.AddMarkup($"<style>\n{Resource("report/report.css")}");
        foreach (var style in styles) html.AddMarkup(Resource(style));
        html.AddMarkup("</style>\n</head>\n<body>\n<header>\n");
        html.Add($"<h1>{title}</h1>");
    }

    /// <summary>Names and values.</summary>
    public static void Facts(HtmlWriter html, IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0) return;
        html.AddMarkup("<dl class=\"facts\">\n");
        foreach (var (name, value) in facts) html.Add($"<dt>{name}</dt><dd>{value}</dd>");
        html.AddMarkup("</dl>\n");
    }

    /// <summary>Large figures.</summary>
    public static void Cards(HtmlWriter html, params ReadOnlySpan<(string Name, string Value)> cards)
    {
        html.AddMarkup("<div class=\"cards\">\n");
        foreach (var (name, value) in cards) html.Add($"<div class=\"card\"><b>{value}</b><span>{name}</span></div>");
        html.AddMarkup("</div>\n");
    }

    /// <summary>Lines in a box that catches the eye; nothing where there are none.</summary>
    public static void Warnings(HtmlWriter html, IEnumerable<string> lines)
    {
        string[] all = [.. lines.Distinct()];
        if (all.Length == 0) return;
        html.AddMarkup("<ul class=\"warnings\">\n");
        foreach (var line in all) html.Add($"<li>{line}</li>");
        html.AddMarkup("</ul>\n");
    }

    /// <summary>From the end of the content on.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="footer">Markup.</param>
    /// <param name="scripts">Resources beside the script that all pages share.</param>
    public static void End(HtmlWriter html, string footer, params ReadOnlySpan<string> scripts)
    {
        html.AddMarkup($"</main>\n<footer>{footer}</footer>\n<script>\n{Resource("report/report.js")}");
        foreach (var script in scripts) html.AddMarkup(Resource(script));
        html.AddMarkup("</script>\n</body>\n</html>\n");
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PageFrame).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
