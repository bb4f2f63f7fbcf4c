using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What <c>--version</c> says: the version alone on the first line, and then what the program computes with.</summary>
internal static class VersionText
{
    private const int HashLetters = 8;

    public static void Write(TextWriter output)
    {
        output.WriteLine(ProgramVersion.Text);
        var torch = TorchRuntime.Describe();
        output.WriteLine($"TorchSharp {torch.ProviderVersion} {torch.Provider}{(torch.Version is { } version ? $", libtorch {version}" : "")}");
        foreach (var variant in Enum.GetValues<YamnetVariant>()) output.WriteLine($"yamnet-{variant.ToString().ToLowerInvariant()} {State(variant)}");
    }

    // Whoever asks for the version may be about to report what is broken: it is told here, and the answer goes on.
    private static string State(YamnetVariant variant)
    {
        try
        {
            var info = WeightsStore.FromEnvironment().Info(variant);
            return info.IsInstalled ? $"{info.WeightsHash![..HashLetters]}…, installed" : "not installed";
        }
        catch (Exception error) when (error is Audio2MqttException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"cannot be read: {error.Message.ReplaceLineEndings(" ")}";
        }
    }
}
