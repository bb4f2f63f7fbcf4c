namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>The files of one weight group, read as if they were one.</summary>
internal sealed class TfjsShards
{
    private readonly List<(string Path, long Start, long Length)> files = [];

    /// <summary>Finds the files.</summary>
    /// <param name="folder">The folder of <c>model.json</c>.</param>
    /// <param name="names">The names that it lists.</param>
    /// <param name="lengthOf">The length of a file; negative when it is missing.</param>
    /// <exception cref="WeightsFormatException">A file is missing, or a name leads out of the folder.</exception>
    public TfjsShards(string folder, IEnumerable<string> names, Func<string, long> lengthOf)
    {
        Folder = folder;
        foreach (var name in names)
        {
            // A list that came from elsewhere must not make us read other files.
            if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..")
                throw new WeightsFormatException(folder, null, $"model.json lists '{name}', which is not the plain name of a file beside it");
            var path = Path.Combine(folder, name);
            var length = lengthOf(path);
            if (length < 0) throw new WeightsFormatException(path, null, "a weights file that model.json lists is missing", "bring all shards into the folder of model.json");
            files.Add((path, Length, length));
            Length += length;
        }
    }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    /// <summary>Bytes of all files together.</summary>
    public long Length { get; private set; }

    /// <summary>Reads bytes that may lie across files.</summary>
    /// <exception cref="WeightsFormatException">A file has become shorter.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        foreach (var (path, start, length) in files)
        {
            if (buffer.IsEmpty) return;
            if (offset >= start + length) continue;
            var part = buffer[..(int)Math.Min(buffer.Length, start + length - offset)];
            ReadExactly(path, offset - start, part);
            buffer = buffer[part.Length..];
            offset += part.Length;
        }
    }

    private static void ReadExactly(string path, long offset, Span<byte> buffer)
    {
        using var file = File.OpenHandle(path);
        while (!buffer.IsEmpty)
        {
            var got = RandomAccess.Read(file, buffer, offset);
            if (got == 0) throw new WeightsFormatException(path, offset, "the file ends early");
            buffer = buffer[got..];
            offset += got;
        }
    }
}
