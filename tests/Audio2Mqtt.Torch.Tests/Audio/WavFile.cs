using System.Buffers.Binary;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Writes WAV files byte by byte, from the format's description and not through the library under test.</summary>
internal static class WavFile
{
    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort Extensible = 0xFFFE;

    /// <summary>Interleaved samples at 8, 16, 24 or 32 bits, or float (32) and double (64).</summary>
    internal static byte[] Bytes(ReadOnlySpan<float> samples, int sampleRate, int channels, int bits, bool isFloat = false, bool extensible = false)
    {
        var bytesPerSample = bits / 8;
        var formatBytes = extensible ? 40 : 16;
        var dataBytes = samples.Length * bytesPerSample;
        var file = new byte[12 + 8 + formatBytes + 8 + dataBytes + (dataBytes & 1)];
        var tag = isFloat ? Float : Pcm;
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        var format = file.AsSpan(16);
        BinaryPrimitives.WriteInt32LittleEndian(format, formatBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(format[4..], extensible ? Extensible : tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format[6..], (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format[8..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(format[12..], sampleRate * channels * bytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(format[16..], (ushort)(channels * bytesPerSample));
        BinaryPrimitives.WriteUInt16LittleEndian(format[18..], (ushort)bits);
        if (extensible)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(format[20..], 22);
            BinaryPrimitives.WriteUInt16LittleEndian(format[22..], (ushort)bits);
            BinaryPrimitives.WriteUInt16LittleEndian(format[28..], tag);
            ((ReadOnlySpan<byte>)[0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]).CopyTo(format[30..]);
        }

        var data = file.AsSpan(20 + formatBytes);
        "data"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32LittleEndian(data[4..], dataBytes);
        for (var i = 0; i < samples.Length; i++) WriteSample(data[(8 + (i * bytesPerSample))..], samples[i], bits, isFloat);
        return file;
    }

    private static void WriteSample(Span<byte> target, float sample, int bits, bool isFloat)
    {
        switch (bits)
        {
            case 64:
                BinaryPrimitives.WriteDoubleLittleEndian(target, sample);
                break;
            case 32 when isFloat:
                BinaryPrimitives.WriteSingleLittleEndian(target, sample);
                break;
            case 32:
                BinaryPrimitives.WriteInt32LittleEndian(target, (int)Math.Round(sample * 2147483648.0));
                break;
            case 24:
                var value = (int)Math.Round(sample * 8388608.0);
                (target[0], target[1], target[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
                break;
            case 16:
                BinaryPrimitives.WriteInt16LittleEndian(target, (short)Math.Round(sample * 32768.0));
                break;
            default:
                target[0] = (byte)Math.Round((sample * 128.0) + 128);
                break;
        }
    }
}
