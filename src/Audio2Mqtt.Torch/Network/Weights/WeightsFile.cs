namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>A weights file of any format that is read; its first bytes tell which, not its name.</summary>
internal static class WeightsFile
{
    private const string TfjsModelFile = "model.json";
    private const string Remedy =
        "bring a YAMNet as .tflite, TF.js (model.json with its shards), yamnet.h5 or installed .safetensors";

    /// <summary>Reads YAMNet from a file, or from a folder with a TF.js <c>model.json</c>.</summary>
    /// <exception cref="WeightsFormatException">An unknown format, broken bytes, or not YAMNet.</exception>
    /// <exception cref="Audio2MqttException">The file cannot be read.</exception>
    public static YamnetWeights Read(string path)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, TfjsModelFile);
        return Guard(path, found => Detect(found)(found));
    }

    /// <summary>Does something with a file; an error of the file system becomes ours, with the file's name.</summary>
    /// <exception cref="Audio2MqttException">The file cannot be read or written.</exception>
    public static T Guard<T>(string path, Func<string, T> use)
    {
        try
        {
            return use(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Audio2MqttException($"{path}: {error.Message.TrimEnd('.')}; check the path and its permissions", error);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, Action<string> use) => Guard(path, found =>
    {
        use(found);
        return true;
    });

    private static Func<string, YamnetWeights> Detect(string path)
    {
        Span<byte> start = stackalloc byte[16];
        using (var file = File.OpenHandle(path)) start = start[..RandomAccess.Read(file, start, 0)];
        if (start.Length >= 8 && start[4..8].SequenceEqual("TFL3"u8)) return TfliteReader.Read;
        if (start.StartsWith(Hdf5Structure.FileMark)) return KerasH5Reader.Read;

        // A header shorter than 4 GB: the upper half of its length is 0, which no JSON text holds.
        if (start.Length > 8 && start[8] == (byte)'{' && start[4..8].IndexOfAnyExcept((byte)0) < 0) return YamnetSafetensors.Read;
        if (start.TrimStart(" \t\r\n"u8).StartsWith("{"u8)) return TfjsReader.Read;
        throw new WeightsFormatException(path, 0, "not a known weights format", Remedy);
    }
}
