using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>
/// Something that can be set: in the file, by a variable of the environment, by an option. The file's reader, the options, the schema and the tables of the
/// documentation are all made of these definitions.
/// </summary>
internal abstract class Key(string name, string description)
{
    /// <summary>As the file has it: <c>min_duration</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, one line.</summary>
    public string Description { get; } = description;

    /// <summary>The option that sets it: <c>--min-duration</c>; null where there is none.</summary>
    public string? Option { get; init; }

    /// <summary>What the option means where it takes no value: <c>true</c>; null where it takes one.</summary>
    public string? OptionValue { get; init; }

    /// <summary>The option's own description, where the key's does not fit.</summary>
    public string? OptionDescription { get; init; }

    /// <summary>Whether the value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the value may hold credentials: messages do not repeat it.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>What holds where nothing is given, for people.</summary>
    public string DefaultWords
    {
        get => field ?? (Default is null ? "none" : Text(ToJson(Default)));
        init;
    }

    /// <summary>What holds where nothing is given; null where that is decided elsewhere.</summary>
    public abstract object? Default { get; }

    public abstract string Expected { get; }

    public abstract string HelpName { get; }

    /// <summary>Reads a value; what is wrong completes "NAME: ".</summary>
    public abstract bool TryRead(Node node, string folder, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? problem);

    public abstract JsonNode ToJson(object value);

    public abstract JsonObject Schema();

    private static string Text(JsonNode node) => node.ToJsonString().Trim('"');
}

/// <summary>A key with the type of its values.</summary>
internal sealed class Key<T>(string name, ValueKind<T> kind, string description, object? whenNotGiven = null) : Key(name, description)
    where T : notnull
{
    public override object? Default => whenNotGiven;

    public override string Expected => kind.Expected;

    public override string HelpName => kind.HelpName;

    public override bool TryRead(Node node, string folder, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? problem)
    {
        (value, problem) = (null, null);
        if (kind.TryRead(node, folder, out var read, out var wrong))
        {
            value = read;
            return true;
        }

        var what = node switch
        {
            TextNode { IsEmpty: true } => "nothing",
            TextNode when IsSecret || HasCredentials => "the value",
            TextNode text => $"'{text.Text}'",
            ListNode => "a list",
            _ => "a section",
        };
        problem = wrong is not null ? $"{what} {wrong}" : $"{what} is not {kind.Expected}";
        return false;
    }

    public override JsonNode ToJson(object value) => kind.ToJson((T)value);

    public override JsonObject Schema()
    {
        var schema = kind.Schema();
        schema["description"] = Description;
        if (Default is { } known) schema["default"] = ToJson(known);
        return schema;
    }
}
