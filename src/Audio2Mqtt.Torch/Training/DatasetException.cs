namespace Audio2Mqtt.Torch.Training;

/// <summary>Labelled recordings cannot be used as they are. The message is one line that begins with the folder or file.</summary>
#pragma warning disable CA1032 // An error of a data set always has a place.
public sealed class DatasetException : Audio2MqttException
#pragma warning restore CA1032
{
    /// <summary>An error about labelled recordings.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="reason">What is wrong and what to do, without the path; line breaks become spaces.</param>
    /// <param name="innerException">The error beneath, if any.</param>
    public DatasetException(string path, string reason, Exception? innerException = null)
        : base($"{path}: {reason}".ReplaceLineEndings(" "), innerException!) => Path = path;

    /// <summary>The folder or file.</summary>
    public string Path { get; }
}
