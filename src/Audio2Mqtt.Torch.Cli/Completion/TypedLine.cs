using System.Text;

namespace Audio2Mqtt.Torch.Cli.Completion;

/// <summary>A line as it stands before the cursor, taken apart as shells do.</summary>
/// <param name="Words">The words that are complete.</param>
/// <param name="Last">What has been typed of the next one; empty behind a blank.</param>
/// <param name="IsQuoted">Whether a quote or a backslash stands in that word: then it is a file's name.</param>
internal sealed record TypedLine(IReadOnlyList<string> Words, string Last, bool IsQuoted)
{
    private const char None = '\0';

    public static TypedLine Read(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isQuoted) = (None, false);
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (quote != None && letter == quote) quote = None;
            else if (quote == None && letter is '"' or '\'') (quote, isQuoted) = (letter, true);
            else if (letter == '\\' && quote != '\'' && i + 1 < line.Length) (_, isQuoted) = (word.Append(line[++i]), true);
            else if (quote != None || !char.IsWhiteSpace(letter)) word.Append(letter);
            else if (word.Length > 0 || isQuoted)
            {
                words.Add(word.ToString());
                word.Clear();
                isQuoted = false;
            }
        }

        return new(words, word.ToString(), isQuoted);
    }
}
