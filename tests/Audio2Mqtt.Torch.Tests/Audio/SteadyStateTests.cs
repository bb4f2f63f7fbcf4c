using System.Buffers.Binary;
using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Reading costs neither garbage nor memory with length. Alone in the process, because it reads the process's memory.</summary>
[Collection(nameof(SteadyStateTests))]
[CollectionDefinition(nameof(SteadyStateTests), DisableParallelization = true)]
public class SteadyStateTests
{
    private const long HourSeconds = 3600;

    // What the allocator and the runtime may keep between two looks; the hour itself is 635 MB as 16 bits.
    private const long GrowthBytes = 16 << 20;

    [FfmpegTheory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.ogg")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    public void A_warm_reader_allocates_nothing(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode(file, Signals.Noise(2 * 10 * 44_100, seed: 1), 44_100, 2);
        using var reader = AudioInput.OpenMono16k(path);
        var block = new float[1600];
        for (var i = 0; i < 20; i++) Assert.NotEqual(0, reader.Read(block));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ended = false;
        for (var i = 0; i < 50; i++) ended |= reader.Read(block) == 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(ended);
    }

    [Fact]
    public void A_stream_allocates_nothing_either()
    {
        using var reader = AudioInput.Open(
            new MemoryStream(WavFile.Bytes(Signals.Noise(10 * 44_100, seed: 1), 44_100, 1, 16)), "a.wav", new AudioInputOptions { SampleRate = 16_000 });
        var block = new float[1600];
        for (var i = 0; i < 20; i++) reader.Read(block);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ended = false;
        for (var i = 0; i < 50; i++) ended |= reader.Read(block) == 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(ended);
    }

    [Fact]
    public void An_hour_of_wav_is_read_in_flat_memory()
    {
        using var folder = new TemporaryFolder();
        var header = WavFile.Bytes([], 44_100, 2, 16);
        var dataBytes = HourSeconds * 44_100 * 4;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)dataBytes);
        var path = folder.Write("hour.wav", header);

        // The rest is a hole, zeros that take no disk.
        using (var file = File.OpenWrite(path)) file.SetLength(header.Length + dataBytes);
        AssertFlat(path);
    }

    [FfmpegFact]
    public void An_hour_through_ffmpeg_is_read_in_flat_memory()
    {
        using var folder = new TemporaryFolder();
        AssertFlat(folder.Run("hour.mka", "-f", "lavfi", "-i", $"anullsrc=r=8000:cl=mono:d={HourSeconds}", "-c:a", "pcm_mulaw"));
    }

    private static void AssertFlat(string path)
    {
        using var reader = AudioInput.OpenMono16k(path);
        var block = new float[16_000];
        long samples = 0;
        long early = 0;
        for (int count; (count = reader.Read(block)) > 0;)
        {
            samples += count;
            if (early == 0 && samples > 300L * 16_000) early = Resident();
        }

        Assert.Equal(HourSeconds * 16_000, samples);
        Assert.InRange(Resident() - early, long.MinValue, GrowthBytes);
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
