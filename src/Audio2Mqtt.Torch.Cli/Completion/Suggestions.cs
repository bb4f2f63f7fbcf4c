using System.CommandLine;
using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Cli.Completion;

/// <summary>
/// How a command line may go on: commands, options from their first dash on, and values of those that take one of a few words. Nothing where a file may
/// stand: the shell knows those better.
/// </summary>
internal sealed partial class Suggestions
{
    private readonly List<Option> known = [];
    private readonly HashSet<Option> given = [];
    private Command command;
    private Option? waiting; // for its value
    private int arguments;
    private bool onlyArguments; // behind a --

    private Suggestions(RootCommand root) => Enter(command = root);

    /// <summary>The words that may stand at the end of a line, in place of what has been typed of one.</summary>
    /// <param name="root">The whole command line.</param>
    /// <param name="line">What stands before the cursor, the program's name first.</param>
    public static IEnumerable<string> For(RootCommand root, string line)
    {
        var typed = TypedLine.Read(line);
        if (typed.IsQuoted) return [];
        var here = new Suggestions(root);
        foreach (var word in typed.Words.Skip(1)) here.Take(word);
        return here.Candidates(typed.Last).Where(word => word.StartsWith(typed.Last, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
    }

    private void Enter(Command entered)
    {
        command = entered;
        known.RemoveAll(option => !option.Recursive);
        known.AddRange(entered.Options.Where(option => !option.Hidden));
    }

    private void Take(string word)
    {
        if (waiting is not null && (waiting.Arity.MinimumNumberOfValues > 0 || !LooksLikeOption(word)))
            waiting = null;
        else if (LooksLikeOption(word))
            TakeOption(word);
        else if (!onlyArguments && command.Subcommands.FirstOrDefault(one => one.Name == word) is { } subcommand)
            Enter(subcommand);
        else
            arguments++;
    }

    private void TakeOption(string word)
    {
        waiting = null;
        if (word == "--") onlyArguments = true;
        if (Find(word.Split('=')[0]) is not { } option) return;
        given.Add(option);
        if (!word.Contains('=')) waiting = TakesValue(option) ? option : null;
    }

    private IEnumerable<string> Candidates(string typed)
    {
        if (waiting is { Arity.MinimumNumberOfValues: > 0 }) return Choices(waiting.HelpName);
        if (typed.StartsWith('-') && !onlyArguments)
            return typed.Split('=') is [var name, _, ..] ? Choices(Find(name)?.HelpName).Select(choice => $"{name}={choice}") : Unused().Select(option => option.Name);
        if (command.Subcommands.Count > 0) return onlyArguments ? [] : command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name);
        return command.Arguments.ElementAtOrDefault(arguments) is { } argument ? Choices(argument.HelpName) : [];
    }

    private IEnumerable<Option> Unused() => known.Where(option => !given.Contains(option) || option.Arity.MaximumNumberOfValues > 1);

    private Option? Find(string name) => known.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private bool LooksLikeOption(string word) => !onlyArguments && word.Length > 0 && word[0] == '-' && word != "-";

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    // What help shows as one of a few words is a choice of these.
    private static string[] Choices(string? helpName) => helpName is not null && Choice().IsMatch(helpName) ? helpName.Split('|') : [];

    [GeneratedRegex(@"^[a-z][a-z0-9]*(\|[a-z][a-z0-9]*)*$")]
    private static partial Regex Choice();
}
