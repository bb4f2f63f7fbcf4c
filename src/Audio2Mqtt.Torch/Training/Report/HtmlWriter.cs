using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>Writes HTML in which whatever is filled in is escaped: a class may be called <c>&lt;script&gt;</c>.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes a line of markup; the holes of the string are text. The handler has written it all but the end when this is called.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup;
        output.Write('\n');
    }

    /// <summary>Writes markup as it is: never anything that comes from outside.</summary>
    public void AddMarkup(string markup) => output.Write(markup);

    /// <summary>What <see cref="Add"/> is given: literal parts as they are, everything else escaped.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly TextWriter output;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = (literalLength, formattedCount); // written through, so nothing is reserved
            output = writer.Destination;
        }

        public void AppendLiteral(string markup) => output.Write(markup);

        public void AppendFormatted(string? text) => output.Write(WebUtility.HtmlEncode(text));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => output.Write(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));
    }

    private TextWriter Destination => output;
}
