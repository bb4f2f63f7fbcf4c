using System.CommandLine;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--custom [MODEL]</c>: a trained model instead of YAMNet's own classes.</summary>
internal sealed class CustomOption
{
    private readonly Option<string?> option = new("--custom")
    {
        Description = $"The classes of a trained model [without a value: {SoundModel.DefaultPath}]",
        HelpName = "MODEL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option Option => option;

    /// <summary>The model that was asked for; null when none was.</summary>
    /// <exception cref="UsageException">No usable model is there.</exception>
    public Chosen? Read(ParseResult parsed)
    {
        if (parsed.GetResult(option) is null) return null;
        var named = parsed.GetValue(option);

        // "--custom clip.wav" names no model but the first file: what follows the option is then not its value.
        var isInput = named is not null && !SoundModel.IsModel(named) && (File.Exists(named) || named.Contains("://", StringComparison.Ordinal) || named == "-");
        var path = named is null || isInput ? SoundModel.DefaultPath : named;
        try
        {
            return new(path, SoundModel.NameOf(path), SoundModel.Describe(path), isInput ? named : null);
        }
        catch (ModelException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>A model that was asked for.</summary>
    /// <param name="Path">Its folder, or a file in it, as it was given.</param>
    /// <param name="Name">Its folder's name.</param>
    /// <param name="Description">What it is.</param>
    /// <param name="PathInstead">What followed the option and is a file to classify; null where it was the model, or nothing.</param>
    internal sealed record Chosen(string Path, string Name, ModelDescription Description, string? PathInstead);
}
