using System.CommandLine;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>The help of every command that there is.</summary>
public partial class HelpTests
{
    private const int Columns = 80;

    /// <summary>Every command line that ends at a command.</summary>
    public static TheoryData<string> CommandLines => [.. Walk(NewRoot(TextWriter.Null).Commands, "a2m-torch")];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Every_help_fits_80_columns_and_ends_with_examples(string line)
    {
        using var output = new StringWriter();
        Assert.Equal(ExitCodes.Done, await NewRoot(output).RunAsync([.. Words(line), "--help"]));
        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines, one => Assert.True(one.Length <= Columns, $"{one.Length} columns: {one}"));
        var examples = lines.SkipWhile(one => one != "Examples:").Skip(1).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Matches("^(  .*a2m-torch .*)?$", example));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Every_command_option_and_argument_says_what_it_is(string line)
    {
        var command = Find(line);
        Assert.NotEmpty(command.Description ?? "");
        Assert.All(command.Options.Where(option => !option.Hidden), option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Every_example_is_a_command_line_of_its_command(string line)
    {
        var (root, command) = (NewRoot(TextWriter.Null).Commands, Find(line));
        foreach (var example in HelpWithExamples.ExamplesOf(command))
        {
            var parsed = root.Parse([.. Words(Ours().Match(example).Value)]);
            Assert.Empty(parsed.Errors);
            Assert.True(command is RootCommand || Names(parsed.CommandResult.Command).Contains(command.Name), example);
        }
    }

    private static Root NewRoot(TextWriter output) => new(new Terminal(output, TextWriter.Null));

    private static IEnumerable<string> Walk(Command command, string line) =>
        [line, .. command.Subcommands.SelectMany(one => Walk(one, $"{line} {one.Name}"))];

    private static Command Find(string line) => Words(line).Aggregate((Command)NewRoot(TextWriter.Null).Commands, (command, name) => command.Subcommands.Single(one => one.Name == name));

    private static IEnumerable<string> Names(Command command) =>
        [command.Name, .. command.Parents.OfType<Command>().SelectMany(Names)];

    // As a shell would take it apart, without the program's name.
    private static IEnumerable<string> Words(string line) => Word().Matches(line).Skip(1).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal));

    // What is ours of a line with pipes and other places for its output.
    [GeneratedRegex("a2m-torch [^|>)]+")]
    private static partial Regex Ours();

    [GeneratedRegex("('[^']*'|[^' ])+")]
    private static partial Regex Word();
}
