using System.Globalization;
using System.Text;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>One SVG drawing with axes: places values on the page.</summary>
internal sealed class Plot
{
    private const double Left = 46;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 36;

    private readonly HtmlWriter html;
    private readonly double width;
    private readonly double height;
    private readonly (double Low, double High) x;
    private readonly (double Low, double High) y;

    /// <summary>Begins the drawing; <see cref="End"/> ends it.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="title">What it shows, for whoever cannot see it.</param>
    /// <param name="x">Range from left to right.</param>
    /// <param name="y">Range from bottom to top.</param>
    /// <param name="isSmall">Half as large.</param>
    public Plot(HtmlWriter html, string title, (double Low, double High) x, (double Low, double High) y, bool isSmall = false)
    {
        (this.html, this.x, this.y) = (html, x, y.High > y.Low ? y : (y.Low, y.Low + 1));
        if (x.High <= x.Low) this.x = (x.Low - 0.5, x.Low + 0.5);
        (width, height) = isSmall ? (260, 170) : (420, 260);
        html.Add($"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{title}\"><title>{title}</title>");
        html.Add($"<path class=\"axis\" d=\"M{Left} {Top}V{height - Bottom}H{width - Right}\"/>");
    }

    /// <summary>Numbers along both axes, and what they are.</summary>
    public void Axes(string label, double xStep, string xFormat, double yStep, string yFormat)
    {
        foreach (var value in Ticks(x, xStep))
            html.Add($"<text x=\"{X(value):0.#}\" y=\"{height - Bottom + 15}\" text-anchor=\"middle\">{value.ToString(xFormat, CultureInfo.InvariantCulture)}</text>");
        foreach (var value in Ticks(y, yStep))
        {
            html.Add($"<path class=\"axis\" d=\"M{Left} {Y(value):0.#}H{width - Right}\"/>");
            html.Add($"<text x=\"{Left - 5}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value.ToString(yFormat, CultureInfo.InvariantCulture)}</text>");
        }

        html.Add($"<text x=\"{(width + Left - Right) / 2:0.#}\" y=\"{height - 5}\" text-anchor=\"middle\">{label}</text>");
    }

    /// <summary>A line through points; it is broken where a value is no number. A point alone is a dot.</summary>
    public void Line(string style, IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (k, (px, py)) in points.Index())
        {
            if (!double.IsFinite(py))
            {
                isDrawing = false;
                continue;
            }

            var isAlone = !isDrawing && (k + 1 == points.Count || !double.IsFinite(points[k + 1].Y));
            if (isAlone) Dot(style, px, py, 3);
            path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{X(px):0.#} {Y(py):0.#}");
            isDrawing = true;
        }

        if (path.Length > 0) html.Add($"<path class=\"{style}\" d=\"{path.ToString()}\"/>");
    }

    /// <summary>A point.</summary>
    public void Dot(string style, double px, double py, double radius) =>
        html.Add($"<circle class=\"dot {style}\" cx=\"{X(px):0.#}\" cy=\"{Y(py):0.#}\" r=\"{radius:0.#}\"/>");

    /// <summary>A bar from the bottom, with words for whoever points at it.</summary>
    public void Bar(double from, double to, double value, string words) => html.Add(
        $"<rect class=\"bar\" x=\"{X(from) + 1:0.#}\" y=\"{Y(value):0.#}\" width=\"{X(to) - X(from) - 2:0.#}\" height=\"{Y(y.Low) - Y(value):0.#}\"><title>{words}</title></rect>");

    /// <summary>A vertical line with a word at its top or bottom, where there is room.</summary>
    public void Mark(double at, string word, bool isWordAtTop)
    {
        var isRight = X(at) > width * 0.6;
        html.Add($"<path class=\"mark\" d=\"M{X(at):0.#} {Top}V{height - Bottom}\"/>");
        html.Add($"<text x=\"{X(at) + (isRight ? -4 : 4):0.#}\" y=\"{(isWordAtTop ? Top + 10 : height - Bottom - 6)}\" text-anchor=\"{(isRight ? "end" : "start")}\">{word}</text>");
    }

    /// <summary>Ends the drawing.</summary>
    public void End() => html.AddMarkup("</svg>\n");

    /// <summary>A step that gives four to ten ticks: 1, 2 or 5 times a power of ten.</summary>
    public static double Step(double range)
    {
        if (range is not (> 0 and < double.PositiveInfinity)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(range)));
        return (range / power) switch { < 2 => 0.2 * power, < 5 => 0.5 * power, _ => power };
    }

    private static IEnumerable<double> Ticks((double Low, double High) range, double step)
    {
        for (var k = Math.Ceiling((range.Low / step) - 1e-9); k * step <= range.High + (1e-9 * step); k++) yield return (k * step) + 0.0; // not -0
    }

    private double X(double value) => Left + ((value - x.Low) / (x.High - x.Low) * (width - Left - Right));

    private double Y(double value) => height - Bottom - ((value - y.Low) / (y.High - y.Low) * (height - Top - Bottom));
}
