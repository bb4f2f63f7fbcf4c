namespace Audio2Mqtt.Torch.Audio;

/// <summary>A reader of a temporary file that goes with it.</summary>
internal sealed class SpooledReader(ISeekableReader reader, SpooledFile file) : ISeekableReader
{
    /// <inheritdoc/>
    public int SampleRate => reader.SampleRate;

    /// <inheritdoc/>
    public int Channels => reader.Channels;

    /// <inheritdoc/>
    public long? Frames => reader.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => reader.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => reader.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples) => reader.Read(samples);

    /// <inheritdoc/>
    public bool TrySeek(long frame) => reader.TrySeek(frame);

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }
}
