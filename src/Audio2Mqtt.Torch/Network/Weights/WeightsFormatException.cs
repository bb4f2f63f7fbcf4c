namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>A weights file that is broken, cut short, or not the network that was expected. The message names the file and the place.</summary>
public sealed class WeightsFormatException : Audio2MqttException
{
    /// <summary>An error at a place in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The byte in the file at which reading failed; null where the format's own library hides it.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="remedy">What to do; null for the usual advice, an intact copy.</param>
    public WeightsFormatException(string path, long? offset, string problem, string? remedy = null)
        : this(path, offset, problem, remedy, null)
    {
    }

    /// <summary>An error at a place in a file, with the error beneath it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The byte in the file at which reading failed; null where the format's own library hides it.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="remedy">What to do; null for the usual advice, an intact copy.</param>
    /// <param name="innerException">The error beneath; null if there is none.</param>
    public WeightsFormatException(string path, long? offset, string problem, string? remedy, Exception? innerException)
        : base(Compose(path, offset, problem, remedy), innerException!)
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The byte in the file at which reading failed, counted from 0; null where the format's own library hides it.</summary>
    public long? Offset { get; }

    private static string Compose(string path, long? offset, string problem, string? remedy)
    {
        var place = offset is long at ? $"{path}: at byte {at}" : path;
        return $"{place}: {problem}; {remedy ?? "bring an intact copy of the file"}".ReplaceLineEndings(" ");
    }
}
