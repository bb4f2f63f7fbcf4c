using System.CommandLine;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--format wav|flac</c> of every command that writes sound.</summary>
internal static class FileFormatOption
{
    public static Option<string> Create() => Choice.OneOf("--format", "Format of the files: wav or flac [default: wav]", "wav", "flac");

    /// <summary>The format that was asked for, WAV where none was.</summary>
    public static AudioFileFormat Read(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) == "flac" ? AudioFileFormat.Flac : AudioFileFormat.Wav;
}
