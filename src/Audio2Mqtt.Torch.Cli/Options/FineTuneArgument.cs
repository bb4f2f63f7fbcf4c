using System.CommandLine;
using System.Globalization;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--fine-tune last:N|all</c>.</summary>
internal static class FineTuneArgument
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--fine-tune") { Description = "Train YAMNet's own layers too: the last N of 14, or all", HelpName = "last:N|all" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Parse(text) is null)
                result.AddError($"--fine-tune: '{text}' is not all, nor last:1 to last:{Yamnet.LayerCount}.");
        });
        return option;
    }

    /// <summary>The number of layers; null where there was no such option.</summary>
    public static int? Read(string? text) => text is null ? null : Parse(text);

    private static int? Parse(string text)
    {
        if (text == "all") return Yamnet.LayerCount;
        return text.StartsWith("last:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= Yamnet.LayerCount ? count : null;
    }
}
