using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>
/// The samples of one recording, to be read several times: in memory while they are few, else in a temporary file, so that any length needs the same memory. One
/// thread at a time.
/// </summary>
/// <param name="path">Names the recording in errors.</param>
/// <param name="mostInMemory">So many samples are kept in memory. Default: 16 MB, over four minutes at 16 kHz; clips never see the disk.</param>
internal sealed class SampleStore(string path, int mostInMemory = 1 << 22) : IDisposable
{
    private const int BlockSamples = 1 << 14;

    private float[] memory = [];
    private FileStream? file;

    /// <summary>How many samples there are.</summary>
    internal long Length { get; private set; }

    /// <summary>Adds all that a reader gives.</summary>
    /// <param name="reader">Mono; read to its end; stays the caller's.</param>
    /// <param name="progress">Told the share that is read, where its length is known; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AudioException">It cannot be read further, or the temporary file not be written.</exception>
    internal void AddAll(IAudioReader reader, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var block = new float[BlockSamples];
        for (int count; (count = reader.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(block.AsSpan(0, count));
            if (reader.Frames is > 0 and var frames) progress?.Report(Math.Min(1, (double)Length / frames));
        }
    }

    /// <summary>Adds samples behind the others.</summary>
    /// <exception cref="AudioException">The temporary file cannot be written.</exception>
    internal void Add(ReadOnlySpan<float> samples)
    {
        try
        {
            if (file is null && Length + samples.Length > mostInMemory) Move();
            if (file is not null)
            {
                file.Write(MemoryMarshal.AsBytes(samples));
            }
            else
            {
                if (Length + samples.Length > memory.Length) Array.Resize(ref memory, (int)Math.Min(mostInMemory, (Length + samples.Length) * 2));
                samples.CopyTo(memory.AsSpan((int)Length));
            }

            Length += samples.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AudioException(path, $"is too long for memory, and no temporary file can be written in {Path.GetTempPath()} ({failure.Message.TrimEnd('.')}); TMPDIR names another folder", failure);
        }
    }

    /// <summary>Reads some of them.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="samples">Filled to its end: so many must be there.</param>
    /// <exception cref="AudioException">The temporary file cannot be read.</exception>
    internal void Read(long first, Span<float> samples)
    {
        if (file is null)
        {
            memory.AsSpan((int)first, samples.Length).CopyTo(samples);
            return;
        }

        try
        {
            file.Position = first * sizeof(float);
            file.ReadExactly(MemoryMarshal.AsBytes(samples));
        }
        catch (IOException failure)
        {
            throw new AudioException(path, $"could not be read again from a temporary file ({failure.Message.TrimEnd('.')})", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private void Move()
    {
        var name = Path.Combine(Path.GetTempPath(), $"a2m-{Environment.ProcessId}-{Path.GetRandomFileName()}.raw");
        file = new(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);

        // Where a name is not the file, it goes at once: nothing stays behind, however the process ends.
        if (!OperatingSystem.IsWindows()) File.Delete(name);
        file.Write(MemoryMarshal.AsBytes(memory.AsSpan(0, (int)Length)));
        memory = [];
    }
}
