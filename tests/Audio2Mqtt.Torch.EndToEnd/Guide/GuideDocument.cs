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

    /// <summary>The first block of a language.</summary>
    public string Block(string language) => text.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"^ {4}(?<command>\S.*?)(?=  |$)", RegexOptions.Multiline)]
    private static partial Regex Indented();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"`(?<command>a2m-torch [^\s`]+ [^`\n]+)`")]
    private static partial Regex Inline();
}
