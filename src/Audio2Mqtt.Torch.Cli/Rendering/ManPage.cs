using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>The manual page a2m-torch(1) in roff's man macros, which groff and mandoc both read.</summary>
internal sealed class ManPage(TextWriter output)
{
    private const string Name = "a2m-torch";
    private const int LongestLine = 80;

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
        ("A2M_YAMNET_SOURCE", "The file or folder that weights are installed from, before the network is asked."),
        ("A2M_CACHE", "The folder of cached embeddings."),
        ("A2M_FFMPEG", "The ffmpeg program."),
        ("A2M_CONFIG", "The configuration of listen, as --config."),
        ("A2M_SOURCE", "What listen hears, as --source."),
        ("A2M_LISTEN_*, A2M_MQTT_*, A2M_RECORDING_*", "Any key of those sections of the configuration, such as A2M_MQTT_HOST."),
        ("A2M_MQTT_PASSWORD", "The password for the MQTT broker; it is no option, since everybody sees those."),
        ("A2M_NO_INSTALL", "1: the launcher installs nothing and names what is missing."),
        ("OMP_NUM_THREADS, OPENBLAS_NUM_THREADS", "Threads of native libraries; the launcher sets 1, which is fastest."),
        ("NO_COLOR", "Anything: no colours in the terminal."),
    ];

    private static readonly (string Name, string Meaning)[] Files =
    [
        ("training/", "Class folders of recordings, where train looks if no other folder is named."),
        ("models/default/", "The model that train writes and the other commands take, if no other is named."),
        ("weights/", "YAMNet's weights, in the program's checkout; where that cannot be written, ~/.local/share/a2m-torch/weights."),
        ("~/.cache/a2m-torch/", "Embeddings of recordings, kept so that the next training begins at once. May be deleted."),
        ("~/.local/state/a2m-torch/", "What listen remembers: sources that are switched off, and what the broker has from it."),
    ];

    /// <summary>Writes the whole page.</summary>
    public void Write(RootCommand root)
    {
        Line($".TH {Text(Name.ToUpperInvariant())} 1 \"{Date()}\" \"{Text($"{Name} {ProgramVersion.Text}")}\" \"User Commands\"");
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
        Section("FILES");
        foreach (var (name, meaning) in Files) Item($"\\fI{Text(name)}\\fR", meaning);
        Section("EXAMPLES");
        Typed(HelpWithExamples.ExamplesOf(root));
        Section("SEE ALSO");
        Paragraph("The checkout's README.md and docs folder: guide.md goes from nothing to a doorbell in Home Assistant, cli.md tells every option and JSON field.");
    }

    // A page is as old as the program that prints it.
    private static string Date() => File.GetLastWriteTimeUtc(typeof(ManPage).Assembly.Location).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
        Item(string.Join(", ", names.Select(word => $"\\fB{Text(word)}\\fR")) + value, option.Required ? $"{option.Description} [required]" : option.Description);
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
        foreach (var line in lines) Line(Text(line));
        Line(".fi");
    }

    private void Section(string title) => Line($".SH {title}");

    private void Paragraph(string? text)
    {
        if (!string.IsNullOrEmpty(text)) Filled(text);
    }

    private void Item(string term, string? text)
    {
        Line(".TP");
        Line(term);
        Filled(text ?? "");
    }

    // Lines that roff fills anew; mandoc wants them short.
    private void Filled(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ').Select(Text))
        {
            if (line.Length > 0 && line.Length + word.Length >= LongestLine)
            {
                Line(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        Line(line.ToString());
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
