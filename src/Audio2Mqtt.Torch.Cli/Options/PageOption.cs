using System.CommandLine;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>Options that name a file to be made, which replaces what is there: so it must not be a recording by a slip of the hand.</summary>
internal static class PageOption
{
    /// <summary>The file's name; null where the option is not given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="extension">What the name must end with, such as <c>.html</c>.</param>
    /// <exception cref="UsageException">It ends otherwise, or is a folder.</exception>
    public static string? Read(ParseResult parsed, Option<string?> option, string extension)
    {
        if (parsed.GetValue(option) is not { } path) return null;
        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) throw new UsageException($"{option.Name}: '{path}' does not end with {extension}");
        return Directory.Exists(path) ? throw new UsageException($"{option.Name}: {path} is a folder: name a file") : path;
    }
}
