using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Cli.Rendering;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

public partial class ManPageTests
{
    [CheckoutFact]
    public void Every_variable_of_ours_that_the_program_reads_is_told()
    {
        var page = Page();
        var read = Directory.EnumerateFiles(Checkout.Path("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Variable().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Superset(new HashSet<string> { "A2M_WEIGHTS", "A2M_FFMPEG", EnvironmentLayer.FileVariable }, read);
        Assert.All(read, name => Assert.Contains($"\\fB{name}\\fR\n", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NAME")]
    [InlineData("SYNOPSIS")]
    [InlineData("DESCRIPTION")]
    [InlineData("COMMANDS")]
    [InlineData("OPTIONS")]
    [InlineData("EXIT STATUS")]
    [InlineData("ENVIRONMENT")]
    [InlineData("FILES")]
    [InlineData("EXAMPLES")]
    [InlineData("SEE ALSO")]
    public void It_has_the_sections_of_a_manual_page(string section) => Assert.Contains($"\n.SH {section}\n", Page(), StringComparison.Ordinal);

    [Fact]
    public void It_bears_the_day_that_the_program_was_built_on() => Assert.Matches("^\\.TH A2M\\\\-TORCH 1 \"20[0-9]{2}-[01][0-9]-[0-3][0-9]\" ", Page());

    [Fact]
    public void An_option_that_must_be_given_says_so() => Assert.Matches(@"\\fB\\-\\-labels\\fR \\fIFILE\\fR\n(.*\n)?.*\[required\]\n\.TP", Page());

    private static string Page()
    {
        using var output = new StringWriter();
        new ManPage(output).Write(new Audio2Mqtt.Torch.Cli.Root(new(TextWriter.Null, TextWriter.Null)).Commands);
        return output.ToString();
    }

    [GeneratedRegex("\"(A2M_[A-Z_]*[A-Z])\"")]
    private static partial Regex Variable();
}
