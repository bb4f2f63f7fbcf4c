namespace Audio2Mqtt.Torch.Audio;

/// <summary>An audio source cannot be read. The message is one line that begins with the path.</summary>
#pragma warning disable CA1032 // An audio error always has a path.
public sealed class AudioException : Audio2MqttException
#pragma warning restore CA1032
{
    /// <summary>An error about a source.</summary>
    /// <param name="path">The file, the URL, or a name for a stream.</param>
    /// <param name="reason">What is wrong and what to do, without the path; line breaks become spaces.</param>
    /// <param name="innerException">The error beneath, if any.</param>
    public AudioException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}".ReplaceLineEndings(" "), innerException!)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file, the URL, or the stream's name, as it was given.</summary>
    public string Path { get; }

    /// <summary>The message without the path.</summary>
    public string Reason { get; }
}
