using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>A page of documentation whose indented lines are typed.</summary>
internal sealed partial class GuideDocument(string path)
{
    private readonly string text = File.ReadAllText(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), path));

    /// <summary>The commands in their order, without what explains them two blanks further on.</summary>
    public IReadOnlyList<string> Commands => [.. Indented().Matches(Fenced().Replace(text, "")).Select(match => match.Groups["command"].Value)];

    /// <summary>Commands with arguments that stand within sentences.</summary>
    public IReadOnlyList<string> Mentioned => [.. Inline().Matches(Fenced().Replace(text, "")).Select(match => match.Groups["command"].Value)];

    /// <summary>Lines that look like commands and yet are not among them: in a block of output, or indented otherwise.</summary>
    public IReadOnlyList<string> Hidden => [.. Concealed().Matches(text).Select(match => match.Value)];

    /// <summary>The first block of a language that begins like this.</summary>
    public string Block(string language, string beginning) =>
        text.Split($"```{language}\n").Skip(1).Select(block => block.Split("```")[0]).First(block => block.StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"^ {4}(?<command>\S.*?)(?=  |$)", RegexOptions.Multiline)]
    private static partial Regex Indented();

    [GeneratedRegex(@"^(| {1,3}| {5,}|\t+)(\$ *)?(sudo +)?(a2m-torch|tools/[a-z0-9-]+|git|curl)( .*)?$", RegexOptions.Multiline)]
    private static partial Regex Concealed();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"`(?<command>a2m-torch [^\s`]+ [^`\n]+)`")]
    private static partial Regex Inline();
}
