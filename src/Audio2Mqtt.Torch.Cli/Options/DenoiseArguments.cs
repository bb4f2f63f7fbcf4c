using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--denoise</c> and <c>--noise-from</c>.</summary>
internal sealed class DenoiseArguments
{
    private readonly Option<bool> denoise = new("--denoise") { Description = "Take steady noise off" };
    private readonly Option<string?> from = new("--noise-from")
    {
        Description = "With --denoise: where there is noise alone, a stretch of each file (2.5-4) or a recording [default: each file's quietest frames]",
        HelpName = "START-END|FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(denoise);
        command.Add(from);
    }

    /// <summary>Where the noise is; null where none is taken off.</summary>
    /// <exception cref="UsageException">It is neither a stretch nor a file, or noise is not asked to be taken off.</exception>
    public NoiseReference? Read(ParseResult parsed)
    {
        var text = parsed.GetValue(from);
        if (!parsed.GetValue(denoise)) return text is null ? null : throw new UsageException("--noise-from is for --denoise");
        if (text is null) return new NoiseReference.Quietest();
        if (File.Exists(text)) return new NoiseReference.Recording(text);
        if (text.Split('-') is [var start, var end] && AudioTime.TryParse(start, out var first) && AudioTime.TryParse(end, out var last))
            return first < last ? new NoiseReference.Stretch(first, last) : throw new UsageException($"--noise-from: '{text}' ends before it begins");
        throw new UsageException($"--noise-from: '{text}' is no file and no stretch such as 2.5-4 or 1:30-1:32");
    }
}
