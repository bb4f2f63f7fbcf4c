namespace Audio2Mqtt.Torch.Audio;

/// <summary>A stream's bytes in a temporary file, for formats whose index stands at the end. Deleted when disposed.</summary>
internal sealed class SpooledFile : IDisposable
{
    // An hour of lossless multichannel video sound; more belongs into a file that the user made.
    private const long MaxBytes = 4L << 30;
    private const int BlockBytes = 1 << 16;

    private SpooledFile(string path) => FullPath = path;

    /// <summary>Where the bytes are.</summary>
    internal string FullPath { get; }

    /// <summary>Copies a stream to its end.</summary>
    /// <exception cref="AudioException">It is too long, or cannot be read or written.</exception>
    internal static SpooledFile Create(Stream source, string name, CancellationToken cancellationToken)
    {
        var file = new SpooledFile(Path.GetTempFileName());
        try
        {
            using var target = File.Create(file.FullPath);
            var block = new byte[BlockBytes];
            for (int count; (count = source.Read(block)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                target.Write(block.AsSpan(0, count));
                if (target.Position <= MaxBytes) continue;
                throw new AudioException(name, $"is longer than {MaxBytes >> 30} GiB: save it to a file and name that");
            }

            return file;
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (failure is not IOException) throw;
            throw new AudioException(name, $"could not be copied to a temporary file: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(FullPath);
}
