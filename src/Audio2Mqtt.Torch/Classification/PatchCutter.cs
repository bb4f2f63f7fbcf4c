using System.Buffers;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Cuts a reader into blocks of whole patches, so that a long file is never in memory as a whole. The samples that the next
/// block's first patch shares with this block's last one are carried over: the features equal those of the whole file.
/// </summary>
/// <param name="reader">16 kHz mono; borrowed.</param>
/// <param name="grid">Patches and hop; a hop is at most a patch.</param>
/// <param name="patchesPerBlock">How many a block holds at most.</param>
/// <param name="withLevels">Whether the patches' levels are wanted.</param>
internal sealed class PatchCutter(IAudioReader reader, PatchGrid grid, int patchesPerBlock, bool withLevels = false)
{
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
        var room = (int)grid.Length(patchesPerBlock);
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
            count = grid.Count(length);
        }

        var levels = Levels(samples.AsSpan(0, length), count);
        var padded = (int)grid.Length(count);
        samples.AsSpan(length, padded - length).Clear();
        var block = new SampleBlock(file, PatchCount, count, samples, padded, levels);
        PatchCount += count;
        if (!ended) carried = samples[(padded - (grid.WindowSamples - grid.HopSamples))..padded];
        return block;
    }

    private float[]? Levels(ReadOnlySpan<float> samples, int count)
    {
        if (!withLevels) return null;
        var levels = new float[count];
        grid.Levels(samples, levels);
        return levels;
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
