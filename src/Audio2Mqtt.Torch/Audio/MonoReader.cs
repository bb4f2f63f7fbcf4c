using System.Buffers;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Mixes all channels down to their mean, so that a sound in every channel keeps its level and nothing overloads.</summary>
internal sealed class MonoReader(IAudioReader source) : IAudioReader
{
    private const int BlockFrames = 4096;
    private float[]? _block = ArrayPool<float>.Shared.Rent(BlockFrames * source.Channels);

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => 1;

    /// <inheritdoc/>
    public long? Frames => source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        ObjectDisposedException.ThrowIf(_block is null, this);
        if (samples.IsEmpty) throw new ArgumentException("has no room for a frame", nameof(samples));
        var frames = Math.Min(samples.Length, BlockFrames);
        var count = source.Read(_block.AsSpan(0, frames * source.Channels)) / source.Channels;
        Mix(_block.AsSpan(0, count * source.Channels), source.Channels, samples);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        if (_block is null) return;
        ArrayPool<float>.Shared.Return(_block);
        _block = null;
    }

    /// <summary>Writes the mean of each frame's channels.</summary>
    internal static void Mix(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        if (channels == 2)
        {
            for (var i = 0; i + 1 < interleaved.Length; i += 2) mono[i >> 1] = 0.5f * (interleaved[i] + interleaved[i + 1]);
            return;
        }

        var frames = interleaved.Length / channels;
        for (var frame = 0; frame < frames; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * channels, channels)) sum += sample;
            mono[frame] = sum / channels;
        }
    }
}
