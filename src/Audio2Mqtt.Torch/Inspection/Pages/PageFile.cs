using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>Files that a user asked for, which appear whole or not at all.</summary>
internal static class PageFile
{
    /// <summary>Writes a page.</summary>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void Write(string path, Action<HtmlWriter> write) => Write(path, "--html", stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        write(new HtmlWriter(text));
    });

    /// <summary>Writes any file.</summary>
    /// <param name="path">Where to; what is there is replaced, and missing folders are made.</param>
    /// <param name="option">Which named the place, for the message.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="Audio2MqttException">It cannot be written there.</exception>
    public static void Write(string path, string option, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            AtomicFile.Write(path, write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Audio2MqttException($"{path}: it cannot be written ({error.Message.TrimEnd('.')}); name another place with {option}", error);
        }
    }
}
