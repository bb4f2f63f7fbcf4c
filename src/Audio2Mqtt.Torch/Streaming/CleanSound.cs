using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// A source's sound without its noise, addressed by the positions of the sound that it was made of. One thread at a time; whoever gives it sound holds the
/// source's lock only while samples are copied.
/// </summary>
/// <param name="capacity">Samples that are kept, 1 or more.</param>
internal sealed class CleanSound(int capacity) : IDisposable
{
    /// <summary>Samples at most by which a patch is ready later than its sound: those that are held back at the beginning, and the gate's own delay.</summary>
    public const int HeldBackSamples = StreamingGate.WarmUpSamples + StreamingGate.MaxLatencySamples;

    private readonly StreamingGate gate = new();
    private readonly float[] block = new float[4096];
    private int count;
    private long given;
    private bool isComplete;

    /// <summary>What is clean.</summary>
    public SampleRing Ring { get; } = new(capacity);

    /// <summary>Copies what comes next out of the source's sound. What is not there any more counts as silence.</summary>
    /// <param name="heard">The source's sound; its lock is the caller's.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Whether there was anything, which <see cref="Clean"/> then takes the noise off.</returns>
    public bool Take(SampleRing heard, long end)
    {
        count = (int)Math.Min(block.Length, end - given);
        if (count <= 0) return false;
        var lost = (int)Math.Clamp(heard.Begin - given, 0, count);
        block.AsSpan(0, lost).Clear();
        if (lost < count) heard.Copy(given + lost, block.AsSpan(lost, count - lost));
        given += count;
        return true;
    }

    /// <summary>Takes the noise off what was taken last.</summary>
    public void Clean()
    {
        gate.Write(block.AsSpan(0, count));
        Keep();
    }

    /// <summary>Tells that no more comes, once everything was taken.</summary>
    /// <param name="end">Where the sound's padding ends.</param>
    public void Complete(long end)
    {
        if (isComplete) return;
        isComplete = true;
        gate.Complete();
        Keep();
        Ring.WriteSilence(end - Ring.End);
    }

    /// <summary>Forgets: what comes next has nothing to do with what came.</summary>
    /// <param name="position">Where it begins.</param>
    public void Restart(long position)
    {
        gate.Reset();
        Ring.WriteSilence(position - Ring.End);
        (given, isComplete) = (position, false);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private void Keep()
    {
        while ((count = gate.Read(block)) > 0) Ring.Write(block.AsSpan(0, count));
    }
}
