using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>Options that take one of a few words.</summary>
internal static class Choice
{
    public static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', values) };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !values.Contains(value)) result.AddError($"{name}: '{value}' is not {string.Join(", ", values[..^1])} or {values[^1]}.");
        });
        return option;
    }
}
