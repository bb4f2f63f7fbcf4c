using System.Buffers;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Cuts a reader into blocks of whole patches, so that a long file is never in memory as a whole. The samples that the next
/// block's first patch shares with this block's last one are carried over: the features equal those of the whole file.
/// </summary>
internal sealed class PatchCutter(IAudioReader reader, int hopFrames, int patchesPerBlock)
{
    private readonly int hop = hopFrames * LogMelOptions.Default.HopSamples;
    private readonly int patch = LogMelOptions.Default.PatchSamples;
    private float[]? carried;
    private bool ended;

    /// <summary>Patches cut so far.</summary>
    public int PatchCount { get; private set; }

    /// <summary>Samples read so far, without padding.</summary>
    public long SampleCount { get; private set; }

    /// <summary>Reads the next block; null at the end. The last one is padded with zeros to whole patches.</summary>
    /// <param name="file">Whom the block belongs to.</param>
    public SampleBlock? Next(FileScores file)
    {
        if (ended) return null;
        var room = patch + ((patchesPerBlock - 1) * hop);
        var samples = ArrayPool<float>.Shared.Rent(room);
        var overlap = Carry(samples);
        var read = Fill(samples.AsSpan(overlap, room - overlap));
        SampleCount += read;
        if (read == 0)
        {
            ArrayPool<float>.Shared.Return(samples);
            return null;
        }

        var length = overlap + read;
        var count = patchesPerBlock;
        if (length < room)
        {
            ended = true;
            count = 1 + ((Math.Max(0, length - patch) + hop - 1) / hop);
            var padded = patch + ((count - 1) * hop);
            samples.AsSpan(length, padded - length).Clear();
            length = padded;
        }

        var block = new SampleBlock(file, PatchCount, count, samples, length);
        PatchCount += count;
        if (!ended) carried = samples[(length - (patch - hop))..length];
        return block;
    }

    private int Carry(float[] samples)
    {
        if (carried is null) return 0;
        carried.CopyTo(samples.AsSpan());
        return carried.Length;
    }

    private int Fill(Span<float> samples)
    {
        var filled = 0;
        while (filled < samples.Length)
        {
            var count = reader.Read(samples[filled..]);
            if (count == 0) break;
            filled += count;
        }

        return filled;
    }
}
