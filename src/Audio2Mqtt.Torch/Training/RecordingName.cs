using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Which recording a file is a piece of, by its name. A piece has a marker at the end: a single letter (<c>1-19898-A</c>), a word and a number
/// (<c>rain_part3</c>, <c>rain-chunk3</c>, <c>rain_seg3</c>), a number in brackets (<c>rain (2)</c>), or what <c>slice</c> writes
/// (<c>rain_at_00h02m13s500</c>). A bare number is none: <c>ring_001</c> and <c>ring_002</c> are two recordings.
/// </summary>
public static partial class RecordingName
{
    /// <summary>The recording's name.</summary>
    /// <param name="stem">A file's name without its extension.</param>
    /// <param name="isPiece">Whether a marker was taken off.</param>
    /// <returns>The name without markers; the whole of it where nothing would be left.</returns>
    public static string Of(string stem, out bool isPiece)
    {
        ArgumentNullException.ThrowIfNull(stem);
        var name = stem;
        for (var match = Marker().Match(name); match.Success && match.Index > 0; match = Marker().Match(name)) name = name[..match.Index].TrimEnd();
        isPiece = name.Length != stem.Length && name.Length > 0;
        return isPiece ? name : stem;
    }

    // The third form with a number behind its letter is ESC-50's own: clip 1-19898-A-41, the number being its class.
    [GeneratedRegex(
        """
        (?: _at_\d+h\d\dm\d\ds\d{3}
          | [-_\x20](?:part|chunk|seg|segment|piece|split)[-_\x20]?\d+
          | (?<=^\d+-\d+)-[A-Z]-\d+
          | [-_][a-z]
          | \x20?\(\d+\)
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Marker();
}
