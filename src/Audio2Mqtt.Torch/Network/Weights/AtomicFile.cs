namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Files that appear whole or not at all: written beside their place under a temporary name, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file by means of <paramref name="write"/>; what was there stays until the new one is complete.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);

        // A name of its own for every writer: two processes may install the same weights at once.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
