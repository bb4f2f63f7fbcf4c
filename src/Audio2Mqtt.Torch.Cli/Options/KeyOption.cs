using System.CommandLine;
using Audio2Mqtt.Torch.Cli.Configuration;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>The option of a key: its words, range and default are the file's.</summary>
internal sealed class KeyOption
{
    private readonly Key key;
    private readonly Option option;

    public KeyOption(Key key)
    {
        this.key = key;
        var isSwitch = key.OptionValue is not null;
        option = isSwitch ? new Option<bool>(key.Option!) : IsList ? new Option<string[]>(key.Option!) : new Option<string>(key.Option!);
        option.HelpName = isSwitch && key.Default is not null ? null : key.HelpName;
        var words = key.OptionDescription ?? key.Description;
        var saysAll = isSwitch || key.DefaultWords == "none" || words.Contains("[default:", StringComparison.Ordinal);
        option.Description = saysAll ? words : $"{words} [default: {key.DefaultWords}]";
        if (isSwitch) return;
        option.Validators.Add(result =>
        {
            string[] texts = [.. result.Tokens.Select(token => token.Value)];
            if (texts.Length > 0 && !key.TryRead(ToNode(texts), "", out _, out var problem)) result.AddError($"{key.Option}: {problem}.");
        });
    }

    public Option Option => option;

    private bool IsList => key is Key<IReadOnlyList<string>>;

    /// <summary>Sets the key where the option was given.</summary>
    public void Read(ParseResult parsed, Layer layer, ICollection<Problem> problems)
    {
        if (parsed.GetResult(option) is not { Implicit: false } result) return;
        var isDenied = key.OptionValue is not null && result.Tokens is [{ Value: "false" }];

        // "--denoise false" goes before what the file or the model says; "--no-ha false" says nothing.
        if (isDenied && key.OptionValue != "true") return;
        string[] texts = key.OptionValue is { } meaning ? [isDenied ? "false" : meaning] : [.. result.Tokens.Select(token => token.Value)];
        layer.Read(key, ToNode(texts), key.Option!, problems);
    }

    private Node ToNode(string[] texts) =>
        IsList ? new ListNode(0, [.. texts.Select(text => new TextNode(0, text, IsQuoted: true))]) : new TextNode(0, texts[^1], IsQuoted: true);
}
