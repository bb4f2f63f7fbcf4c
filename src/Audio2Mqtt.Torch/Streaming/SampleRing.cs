namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// The latest samples of a source, addressed by their position on the source's clock. One thread writes and another reads: callers hold the
/// source's lock.
/// </summary>
/// <param name="capacity">Samples that are kept, 1 or more.</param>
internal sealed class SampleRing(int capacity)
{
    private readonly float[] samples = new float[capacity];

    /// <summary>Samples that are kept.</summary>
    public int Capacity => samples.Length;

    /// <summary>Position after the latest sample.</summary>
    public long End { get; private set; }

    /// <summary>Position of the oldest sample that is still there.</summary>
    public long Begin => Math.Max(0, End - samples.Length);

    /// <summary>Adds samples; the oldest make way.</summary>
    public void Write(ReadOnlySpan<float> block)
    {
        if (block.Length > samples.Length)
        {
            End += block.Length - samples.Length;
            block = block[^samples.Length..];
        }

        var at = (int)(End % samples.Length);
        var first = Math.Min(block.Length, samples.Length - at);
        block[..first].CopyTo(samples.AsSpan(at));
        block[first..].CopyTo(samples);
        End += block.Length;
    }

    /// <summary>Adds zeros: sound that was lost, or the padding of a recording's end.</summary>
    public void WriteSilence(long count)
    {
        Span<float> silence = stackalloc float[256];
        silence.Clear();
        for (; count > 0; count -= Math.Min(count, silence.Length)) Write(silence[..(int)Math.Min(count, silence.Length)]);
    }

    /// <summary>Copies samples out.</summary>
    /// <param name="position">Of the first one; not before <see cref="Begin"/>.</param>
    /// <param name="block">Filled; must end at or before <see cref="End"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not there any more, or not yet.</exception>
    public void Copy(long position, Span<float> block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, Begin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position + block.Length, End);
        var at = (int)(position % samples.Length);
        var first = Math.Min(block.Length, samples.Length - at);
        samples.AsSpan(at, first).CopyTo(block);
        samples.AsSpan(0, block.Length - first).CopyTo(block[first..]);
    }
}
