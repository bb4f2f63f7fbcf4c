using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>The manual page a2m-torch(1) in roff's man macros, which groff and mandoc both read.</summary>
internal sealed class ManPage(TextWriter output)
{
    private const string Name = "a2m-torch";

    private static readonly (string Code, string Meaning)[] ExitStatus =
    [
        ("0", "Done; listen: stopped."),
        ("1", "Failed; of several files at least one could not be used."),
        ("2", "The command line is wrong, or the only input cannot be used."),
        ("130", "Interrupted."),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("A2M_WEIGHTS", "The folder of YAMNet's installed weights."),
        ("A2M_YAMNET_SOURCE", "The file or folder that weights are installed from, in place of the network."),
        ("A2M_CACHE", "The folder of cached embeddings."),
        ("A2M_CONFIG", "The configuration of listen, as --config."),
        ("A2M_MQTT_PASSWORD", "The password for the MQTT broker."),
        ("A2M_NO_INSTALL", "1: the launcher installs nothing and names what is missing."),
    ];

    /// <summary>Writes the whole page.</summary>
    public void Write(RootCommand root)
    {
        Line($".TH {Text(Name.ToUpperInvariant())} 1 \"\" \"{Text($"{Name} {ProgramVersion.Text}")}\" \"User Commands\"");
        Section("NAME");
        Line($"{Text(Name)} \\- sound recognition on your own machine");
        Section("SYNOPSIS");
        Line($"\\fB{Text(Name)}\\fR \\fIcommand\\fR [\\fIoption\\fR...]");
        Section("DESCRIPTION");
        Paragraph(root.Description);
        Section("COMMANDS");
        foreach (var command in root.Subcommands) Write(command, Name);
        Section("OPTIONS");
        foreach (var option in root.Options) Write(option);
        Section("EXIT STATUS");
        foreach (var (code, meaning) in ExitStatus) Item($"\\fB{code}\\fR", meaning);
        Section("ENVIRONMENT");
        foreach (var (name, meaning) in Variables) Item($"\\fB{Text(name)}\\fR", meaning);
        Section("EXAMPLES");
        Typed(HelpWithExamples.ExamplesOf(root));
    }

    // A command's own page: how it is called, what it takes, what people type.
    private void Write(Command command, string parent)
    {
        var path = $"{parent} {command.Name}";
        Line($".SS \\fB{Text(path)}\\fR{string.Concat(command.Arguments.Select(argument => $" {Value(argument.Name, argument.Arity)}"))}");
        Paragraph(command.Description);
        foreach (var argument in command.Arguments) Item($"\\fI{Text(argument.Name)}\\fR", argument.Description);
        foreach (var option in command.Options.Where(option => !option.Hidden)) Write(option);
        if (command.Subcommands.Count == 0) Examples(command);
        foreach (var subcommand in command.Subcommands) Write(subcommand, path);
    }

    private void Write(Option option)
    {
        string[] names = [option.Name, .. option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal)];
        var value = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && option.HelpName is { } name
            ? $" {Value(name, new(option.Arity.MinimumNumberOfValues, 1))}" : "";
        Item(string.Join(", ", names.Select(word => $"\\fB{Text(word)}\\fR")) + value, option.Description);
    }

    private static string Value(string name, ArgumentArity arity)
    {
        var value = $"\\fI{Text(name)}\\fR{(arity.MaximumNumberOfValues > 1 ? "..." : "")}";
        return arity.MinimumNumberOfValues == 0 ? $"[{value}]" : value;
    }

    private void Examples(Command command)
    {
        var lines = HelpWithExamples.ExamplesOf(command);
        if (lines.Count == 0) return;
        Line(".PP");
        Line("Examples:");
        Line(".PP");
        Typed(lines);
    }

    private void Typed(IEnumerable<string> lines)
    {
        Line(".nf");
        Line(".RS 4");
        foreach (var line in lines) Line(Text(line));
        Line(".RE");
        Line(".fi");
    }

    private void Section(string title) => Line($".SH {title}");

    private void Paragraph(string? text)
    {
        if (!string.IsNullOrEmpty(text)) Line(Text(text));
    }

    private void Item(string term, string? text)
    {
        Line(".TP");
        Line(term);
        Line(Text(text ?? ""));
    }

    private void Line(string text) => output.Write(text + "\n");

    // What roff would take for its own: backslashes, hyphens that are to be copied, quotes and dots that begin a line, other letters than ASCII.
    private static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '"' => "\\(dq",
                '~' => "\\(ti",
                '^' => "\\(ha",
                '`' => "\\(ga",
                > 126 => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
                _ => rune.ToString(),
            });
        return text.StartsWith('.') ? $"\\&{escaped}" : escaped.ToString();
    }
}
