using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>An argument that names a file or a folder.</summary>
internal static class PathArgument
{
    /// <summary>The path; what is empty, as of a script's unset variable, is told by the argument's name.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public static string Read(ParseResult parsed, Argument<string> argument) =>
        parsed.GetValue(argument) is { Length: > 0 } path ? path : throw new UsageException($"{argument.Name} is empty: name a file or a folder");
}
