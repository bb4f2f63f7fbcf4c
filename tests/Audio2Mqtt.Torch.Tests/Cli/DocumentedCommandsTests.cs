using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>The commands that the documents show.</summary>
public partial class DocumentedCommandsTests
{
    [CheckoutFact]
    public void Every_command_of_every_document_is_a_command_line()
    {
        string[] documents =
        [
            .. Directory.GetFiles(Checkout.Path("docs"), "*.md"), Checkout.Path("README.md"), Checkout.Path("training", "README.md"), Checkout.Path("weights", "README.md"),
        ];
        var root = new Root(new Terminal(TextWriter.Null, TextWriter.Null)).Commands;
        var wrong = new List<string>();
        var count = 0;
        foreach (var document in documents)
        {
            foreach (Match command in Command().Matches(File.ReadAllText(document).Replace("\\|", "|", StringComparison.Ordinal)))
            {
                var line = command.Groups["line"].Value;
                if (Synopsis().IsMatch(line)) continue;
                var parsed = root.Parse([.. Word().Matches(line).Skip(1).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal))]);
                if (parsed.Tokens.All(token => token.Type == TokenType.Command)) continue; // its name alone
                count++;
                if (parsed.Errors.Count > 0) wrong.Add($"{Path.GetFileName(document)}: {line}: {parsed.Errors[0].Message}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(count >= 70, $"{count} commands");
    }

    // In a line of code or between backticks, up to what explains it, a pipe or a place for its output.
    [GeneratedRegex(@"(?:^ {4}(?:.*?[|$] ?)?(?:tools/)?|`(?:[^`\n]*\| )?(?:tools/)?)(?<line>a2m-torch( [^`|>\n ][^`|> \n]*)+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    // What takes a command apart rather than showing one: placeholders, choices and what may be left out.
    [GeneratedRegex(@"[\[…]| [A-Z]+( |$)|\|")]
    private static partial Regex Synopsis();

    [GeneratedRegex("('[^']*'|[^' ])+")]
    private static partial Regex Word();
}
