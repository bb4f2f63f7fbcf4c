using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio;
using Microsoft.Win32.SafeHandles;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Samples that are wanted again: in memory as far as a bound, and beyond it in a temporary file that nobody else sees.</summary>
/// <param name="name">Names the sound in errors.</param>
/// <param name="maxMemorySamples">Samples to hold in memory. Default four minutes at 16 kHz: nearly every recording.</param>
internal sealed class SampleSpool(string name, int maxMemorySamples = 1 << 22) : IDisposable
{
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
            file ??= File.OpenHandle(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
            RandomAccess.Write(file, MemoryMarshal.AsBytes(samples[fitting..]), inFile * sizeof(float));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AudioException(name, $"its samples could not be written to a temporary file: {error.Message}", error);
        }

        inFile += samples.Length - fitting;
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
}
