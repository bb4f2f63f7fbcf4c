using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Addresses as they are checked and shown: never with user, password and query.</summary>
internal static class Addresses
{
    /// <summary>What is wrong with an address; null where nothing is.</summary>
    public static string? Problem(string url)
    {
        try
        {
            CaptureSources.Url(url);
            return null;
        }
        catch (AudioException)
        {
            return "is no address that can be heard: rtsp://, http://, https:// and their like";
        }
    }

    public static string Shown(string url) => CaptureSources.Url(url).Description;
}
