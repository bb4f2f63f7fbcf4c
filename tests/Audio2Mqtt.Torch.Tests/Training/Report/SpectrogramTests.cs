using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Training.Report;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Report;

public class SpectrogramTests
{
    // The check value of CRC-32 (ISO 3309) for "IEND", which every PNG file ends with: AE 42 60 82.
    [Fact]
    public void A_picture_is_a_png_file_with_right_check_sums()
    {
        var (chunks, file) = Chunks(Png.Indexed(2, [0, 1, 1, 0, 1, 1], [0, 0, 0, 255, 255, 255]));
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal(new byte[] { 0xAE, 0x42, 0x60, 0x82 }, file[^4..]);
        Assert.Equal((2, 3), (BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data), BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data.AsSpan(4))));

        // Each row behind a filter byte of 0.
        Assert.Equal(new byte[] { 0, 0, 1, 0, 1, 0, 0, 1, 1 }, Inflated(chunks[2].Data));
    }

    [Fact]
    public void A_tone_is_one_bright_row_at_its_band()
    {
        // Band 30 of 64 (from 0) lies in the middle of 65 equal steps of 1127 ln(1 + f/700) from 125 to 7500 Hz: 1766.7 Hz.
        float[] tone = [.. Enumerable.Range(0, 32_000).Select(k => 0.5f * (float)Math.Sin(2 * Math.PI * 1766.7 * k / 16_000))];
        using var logMel = new LogMel();
        var (chunks, _) = Chunks(Spectrogram.Png(logMel, tone));
        var width = BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data);
        Assert.Equal((198, 64), (width, BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data.AsSpan(4)))); // 1 + (32 000 - 400) / 160 frames
        var pixels = Inflated(chunks[2].Data);
        var brightest = Enumerable.Range(0, 64).MaxBy(row => pixels[(row * (width + 1)) + 1 + (width / 2)]);
        Assert.Equal(63 - 30, brightest);
    }

    [Fact]
    public void A_picture_of_noise_stays_under_20_KB()
    {
        var random = new Random(5);
        float[] noise = [.. Enumerable.Range(0, 480_000).Select(_ => (float)(random.NextDouble() - 0.5))];
        using var logMel = new LogMel();
        Assert.InRange(Spectrogram.Png(logMel, noise).Length, 1000, 20_000);
    }

    [Fact]
    public void A_clip_shorter_than_a_window_has_a_picture()
    {
        using var logMel = new LogMel();
        Assert.NotEmpty(Spectrogram.Png(logMel, [0.1f]));
    }

    private static (List<(string Type, byte[] Data)> Chunks, byte[] File) Chunks(byte[] file)
    {
        List<(string, byte[])> chunks = [];
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        return (chunks, file);
    }

    private static byte[] Inflated(byte[] data)
    {
        using var stream = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
