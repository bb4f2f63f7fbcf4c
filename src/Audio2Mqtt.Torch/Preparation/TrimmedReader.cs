using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>What another reader gives, without the silence at its beginning and its end. It is read to its end first: only then the loudest is known.</summary>
/// <param name="source">16 kHz mono; goes with this one.</param>
/// <param name="name">Names it in errors.</param>
/// <param name="topDb">How far below the loudest silence begins, in dB.</param>
internal sealed class TrimmedReader(IAudioReader source, string name, double topDb) : IAudioReader
{
    private readonly SampleSpool spool = new(name);
    private SoundStretch? kept;
    private int given;

    /// <summary>Samples that were cut off at the beginning; 0 before anything was read.</summary>
    public int CutSamples => kept?.First ?? 0;

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public long? Frames => kept?.Length ?? source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        var stretch = kept ??= Find();
        var count = Math.Min(samples.Length, stretch.Length - given);
        if (count == 0) return 0;
        spool.Read(stretch.First + given, samples[..count]);
        given += count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        spool.Dispose();
        source.Dispose();
    }

    private SoundStretch Find()
    {
        var levels = new FrameLevels(source.SampleRate);
        var block = new float[1 << 14];
        for (int count; (count = source.Read(block)) > 0;)
        {
            if (levels.Samples > int.MaxValue - block.Length) throw new AudioException(name, "is too long to be trimmed; cut it into parts of a day");
            levels.Add(block.AsSpan(0, count));
            spool.Write(block.AsSpan(0, count));
        }

        return Silence.Trim(levels, topDb);
    }
}
