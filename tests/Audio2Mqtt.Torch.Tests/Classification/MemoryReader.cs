using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Tests.Classification;

/// <summary>Samples in memory that are read in pieces of an awkward size.</summary>
internal sealed class MemoryReader(float[] samples, int pieceSamples = 997) : IAudioReader
{
    private int position;

    public int SampleRate => 16_000;

    public int Channels => 1;

    public long? Frames => samples.Length;

    public AudioInfo Info => new("memory", "float", 16_000, 1, null);

    public IReadOnlyList<string> Warnings => [];

    public int Read(Span<float> target)
    {
        var count = Math.Min(Math.Min(pieceSamples, target.Length), samples.Length - position);
        samples.AsSpan(position, count).CopyTo(target);
        position += count;
        return count;
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
