using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Samples that are wanted again: in memory as far as a bound, and beyond it in a temporary file that nobody else sees.</summary>
/// <param name="name">Names the sound in errors.</param>
/// <param name="maxMemorySamples">Samples to hold in memory. Default four minutes at 16 kHz: nearly every recording.</param>
internal sealed class SampleSpool(string name, int maxMemorySamples = 1 << 22) : IDisposable
{
    private const int BlockSamples = 1 << 14;

    private readonly List<float> head = [];
    private SafeFileHandle? file;
    private long inFile;

    /// <summary>Samples that it holds.</summary>
    internal long Length => head.Count + inFile;

    /// <summary>Adds samples.</summary>
    /// <exception cref="AudioException">The temporary file cannot be written.</exception>
    internal void Write(ReadOnlySpan<float> samples)
    {
        var fitting = Math.Min(samples.Length, maxMemorySamples - head.Count);
        head.AddRange(samples[..fitting]);
        if (fitting == samples.Length) return;
        try
        {
            file ??= Open();
            RandomAccess.Write(file, MemoryMarshal.AsBytes(samples[fitting..]), inFile * sizeof(float));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AudioException(name, $"its samples could not be written to a temporary file in {Path.GetTempPath()} ({error.Message.TrimEnd('.')}); TMPDIR names another folder", error);
        }

        inFile += samples.Length - fitting;
    }

    /// <summary>Adds all that a reader gives.</summary>
    /// <param name="reader">Mono; read to its end; stays the caller's.</param>
    /// <param name="progress">Told the share that is read, where its length is known; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AudioException">It cannot be read further, or the temporary file not be written.</exception>
    internal void WriteAll(IAudioReader reader, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var block = new float[BlockSamples];
        for (int count; (count = reader.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(block.AsSpan(0, count));
            if (reader.Frames is > 0 and var frames) progress?.Report(Math.Min(1, (double)Length / frames));
        }
    }

    /// <summary>Reads samples.</summary>
    /// <param name="first">Place of the first one.</param>
    /// <param name="samples">Filled; all of them must be there.</param>
    /// <exception cref="AudioException">The temporary file cannot be read.</exception>
    internal void Read(long first, Span<float> samples)
    {
        if (first < head.Count)
        {
            var count = (int)Math.Min(samples.Length, head.Count - first);
            CollectionsMarshal.AsSpan(head).Slice((int)first, count).CopyTo(samples);
            samples = samples[count..];
            first += count;
        }

        var bytes = MemoryMarshal.AsBytes(samples);
        for (var done = 0; done < bytes.Length;)
        {
            var count = RandomAccess.Read(file!, bytes[done..], ((first - head.Count) * sizeof(float)) + done);
            if (count == 0) throw new AudioException(name, "the temporary file of its samples ended early");
            done += count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static SafeFileHandle Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"a2m-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

        // Where a name is not the file, it goes at once: nothing stays behind, however the process ends.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return handle;
    }
}
