using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Cli.Completion;

/// <summary>
/// <c>a2m-torch [suggest] LINE</c>: how LINE may go on, a word a line, for the scripts of <c>completion</c>. It writes nothing where a file may
/// stand: the shell knows those better.
/// </summary>
internal sealed partial class SuggestAction(RootCommand root) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        foreach (var word in Words(line)) parseResult.InvocationConfiguration.Output.WriteLine(word);
        return ExitCodes.Done;
    }

    /// <summary>The words that may stand at the end of a line, in place of what has been typed of one.</summary>
    public IEnumerable<string> Words(string line)
    {
        TeachChoices(root);
        var typed = line[(line.LastIndexOf(' ') + 1)..];
        return root.Parse(line).GetCompletions(line.Length).Select(item => item.Label).Where(word => Fits(word, typed)).Distinct().Order(StringComparer.Ordinal);
    }

    // Options are offered from their first dash on: before it they would stand in the way of file names.
    private static bool Fits(string word, string typed) =>
        word.StartsWith(typed, StringComparison.Ordinal) && !word.StartsWith('/') && (typed.Length > 0 || !word.StartsWith('-'));

    // What help shows as one of a few words is a choice of these.
    private static void TeachChoices(Command command)
    {
        foreach (var option in command.Options.Where(option => IsChoice(option.HelpName))) Teach(option.CompletionSources, option.HelpName!);
        foreach (var argument in command.Arguments.Where(argument => IsChoice(argument.HelpName))) Teach(argument.CompletionSources, argument.HelpName!);
        foreach (var subcommand in command.Subcommands) TeachChoices(subcommand);
    }

    private static void Teach(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, string helpName)
    {
        sources.Clear(); // an enumeration's own names are not what is typed
        sources.Add(helpName.Split('|'));
    }

    private static bool IsChoice(string? helpName) => helpName is not null && Choice().IsMatch(helpName);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(\|[a-z][a-z0-9]*)*$")]
    private static partial Regex Choice();
}
