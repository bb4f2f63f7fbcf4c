using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Samples without a header, as they come. A part of a frame at the end is dropped.</summary>
/// <param name="stream">Disposed by this.</param>
/// <param name="format">What its bytes are.</param>
/// <param name="name">What messages call it.</param>
internal sealed class PcmReader(Stream stream, PcmFormat format, string name) : IAudioReader
{
    private const int BlockFrames = 1024;
    private readonly byte[] _block = new byte[BlockFrames * format.Channels * format.BytesPerSample];
    private int _held;

    /// <inheritdoc/>
    public int SampleRate => format.SampleRate;

    /// <inheritdoc/>
    public int Channels => format.Channels;

    /// <inheritdoc/>
    public long? Frames => null;

    /// <inheritdoc/>
    public AudioInfo Info => new("raw", format.Encoding.ToString().ToLowerInvariant(), format.SampleRate, format.Channels, null);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [];

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        if (samples.Length < Channels) throw new ArgumentException("has no room for a frame", nameof(samples));
        var frameBytes = Channels * format.BytesPerSample;
        var room = Math.Min(_block.Length, samples.Length / Channels * frameBytes);
        while (_held < frameBytes)
        {
            var count = Take(_block.AsSpan(_held, room - _held));
            if (count == 0) return 0;
            _held += count;
        }

        var whole = _held / frameBytes * frameBytes;
        var given = whole / format.BytesPerSample;
        Convert(_block.AsSpan(0, whole), samples[..given]);
        _block.AsSpan(whole, _held - whole).CopyTo(_block);
        _held -= whole;
        return given;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private int Take(Span<byte> bytes)
    {
        try
        {
            return stream.Read(bytes);
        }
        catch (IOException failure)
        {
            throw new AudioException(name, failure.Message, failure);
        }
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        switch (format.Encoding)
        {
            case PcmEncoding.F32le:
                for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]);
                break;
            case PcmEncoding.S32le:
                for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]) * (1f / (1L << 31));
                break;
            default:
                var whole = MemoryMarshal.Cast<byte, short>(bytes);
                for (var i = 0; i < samples.Length; i++)
                    samples[i] = (BitConverter.IsLittleEndian ? whole[i] : BinaryPrimitives.ReverseEndianness(whole[i])) * (1f / (1 << 15));
                break;
        }
    }
}
