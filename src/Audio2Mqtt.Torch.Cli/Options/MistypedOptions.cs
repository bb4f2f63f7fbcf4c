using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>
/// Anything may be a path, a mistyped option too: <c>train --hiden 3</c> would look for a folder of that name. A file that begins with a dash is written
/// <c>./-name</c>.
/// </summary>
internal static class MistypedOptions
{
    /// <summary>Lets an argument refuse what looks like an option.</summary>
    /// <param name="argument">Takes paths.</param>
    /// <param name="command">The command's name, for the message.</param>
    public static void RefusedBy(Argument argument, string command) => argument.Validators.Add(result =>
    {
        foreach (var text in result.Tokens.Select(token => token.Value).Where(text => text.Length > 1 && text[0] == '-'))
            result.AddError($"'{text}' is not an option of {command}{(Path.Exists(text) ? $"; the file of that name is ./{text}" : "")}.");
    });
}
