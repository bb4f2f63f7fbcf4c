using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>What is written is what was given, and a file is there whole or not at all.</summary>
public sealed class AudioWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AudioFileFormat.Wav, SampleDepth.Pcm16, 16, 1, 44_100)]
    [InlineData(AudioFileFormat.Wav, SampleDepth.Pcm16, 16, 2, 11_025)]
    [InlineData(AudioFileFormat.Wav, SampleDepth.Pcm24, 24, 6, 48_000)]
    [InlineData(AudioFileFormat.Flac, SampleDepth.Pcm16, 16, 2, 44_100)]
    [InlineData(AudioFileFormat.Flac, SampleDepth.Pcm24, 24, 3, 96_000)]
    public void Whole_number_samples_that_were_read_are_written_back_bit_by_bit(AudioFileFormat format, SampleDepth depth, int bits, int channels, int rate)
    {
        // Every step of the depth that noise of full scale meets, and both ends: -1 and 1 less a step.
        var original = Signals.Noise(5000 * channels, seed: 3, amplitude: 1);
        (original[0], original[1]) = (-1, 1 - (1f / (1 << (bits - 1))));
        var source = WavFile.Bytes(original, rate, channels, bits);
        var samples = Read(folder.Write("source.wav", source), out _);
        var path = Write("a" + new AudioWriterOptions { Format = format }.Extension, samples, new() { Format = format, Depth = depth, Channels = channels, SampleRate = rate });
        Assert.Equal(samples, Read(path, out var info));
        Assert.Equal((rate, channels, 5000 / (double)rate), (info.SampleRate, info.Channels, Math.Round(info.Duration!.Value.TotalSeconds * rate) / rate));
        Assert.Equal($"{bits}-bit {(format == AudioFileFormat.Flac ? "FLAC" : "PCM")}", info.Codec);

        // The bytes of the audio are those of a file that was made without the library.
        if (format == AudioFileFormat.Wav) Assert.Equal(source[^(samples.Length * bits / 8)..], File.ReadAllBytes(path)[^(samples.Length * bits / 8)..]);
    }

    [Fact]
    public void Floating_point_keeps_what_lies_beyond_full_scale_and_whole_numbers_hold_it_there()
    {
        float[] loud = [0, 0.5f, 1, 1.5f, -1, -1.5f, 1000];
        Assert.Equal(loud, Read(Write("f.wav", loud, new() { Depth = SampleDepth.FloatingPoint }), out _));
        const float top = 32767 / 32768f; // the highest 16-bit step
        Assert.Equal([0, 0.5f, top, top, -1, -1, top], Read(Write("i.wav", loud, new()), out _));
    }

    [Fact]
    public void The_same_samples_give_the_same_bytes()
    {
        var samples = Signals.Noise(1000, seed: 1);
        foreach (var depth in Enum.GetValues<SampleDepth>())
        {
            var paths = ((string[])["a.wav", "b.wav"]).Select(name => Write($"{depth}-{name}", samples, new() { Depth = depth })).ToArray();
            Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
        }
    }

    [Fact]
    public void A_file_has_its_name_only_once_it_is_complete()
    {
        var path = Path.Combine(folder.FullPath, "new folder", "a.wav");
        using (var writer = AudioWriter.Create(path))
        {
            writer.Write(new float[100_000]);
            Assert.False(File.Exists(path));
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_exists_stays_unless_it_is_to_be_replaced()
    {
        var path = folder.Write("a.wav", "mine"u8);
        Assert.Contains("exists", Assert.Throws<AudioException>(() => AudioWriter.Create(path)).Message, StringComparison.Ordinal);
        using (var late = AudioWriter.Create(path + ".wav"))
        {
            File.WriteAllText(path + ".wav", "came between");
            Assert.Throws<AudioException>(late.Complete);
        }

        Assert.Equal(("mine", "came between"), (File.ReadAllText(path), File.ReadAllText(path + ".wav")));
        Write("a.wav", [0.25f], new() { Overwrite = true });
        Assert.Equal([0.25f], Read(path, out _));
        Assert.Equal(2, Directory.GetFiles(folder.FullPath).Length);
    }

    [Theory]
    [InlineData(AudioFileFormat.Wav)]
    [InlineData(AudioFileFormat.Flac)]
    public void A_full_disk_is_an_error_that_names_the_file(AudioFileFormat format)
    {
        var error = Assert.Throws<AudioException>(() =>
        {
            using var writer = AudioWriter.Create(new FullStream(50_000), "out.x", new() { Format = format });
            for (var block = 0; block < 20; block++) writer.Write(Signals.Noise(10_000, seed: block));
            writer.Complete();
        });
        Assert.Equal("out.x: cannot be written (No space left on device)", error.Message);
    }

    [Fact]
    public void What_a_format_cannot_hold_is_refused_at_once()
    {
        var path = Path.Combine(folder.FullPath, "a.flac");
        var flac = new AudioWriterOptions { Format = AudioFileFormat.Flac };
        Assert.Throws<ArgumentException>(() => AudioWriter.Create(path, flac with { Depth = SampleDepth.FloatingPoint }));
        Assert.Throws<ArgumentException>(() => AudioWriter.Create(path, flac with { Channels = 9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => flac with { Channels = 0 });
        using var stereo = AudioWriter.Create(path, flac with { Channels = 2 });
        Assert.Throws<ArgumentException>(() => stereo.Write(new float[3]));
    }

    [Theory]
    [InlineData("16-bit PCM", SampleDepth.Pcm16, SampleDepth.Pcm16)]
    [InlineData("24-bit FLAC", SampleDepth.Pcm24, SampleDepth.Pcm24)]
    [InlineData("32-bit float", SampleDepth.FloatingPoint, SampleDepth.Pcm24)]
    [InlineData("Vorbis", SampleDepth.Pcm16, SampleDepth.Pcm16)]
    public void A_copy_is_as_deep_as_its_source(string codec, SampleDepth wav, SampleDepth flac)
    {
        var info = new AudioInfo("X", codec, 48_000, 1, null);
        Assert.Equal((wav, flac), (AudioWriterOptions.DepthOf(info, AudioFileFormat.Wav), AudioWriterOptions.DepthOf(info, AudioFileFormat.Flac)));
    }

    private static float[] Read(string path, out AudioInfo info)
    {
        using var reader = AudioInput.Open(path);
        info = reader.Info;
        return reader.ReadToEnd();
    }

    private string Write(string name, float[] samples, AudioWriterOptions options)
    {
        var path = Path.Combine(folder.FullPath, name);
        using var writer = AudioWriter.Create(path, options);

        // In parts that no block size divides.
        for (var at = 0; at < samples.Length; at += 777 * options.Channels)
            writer.Write(samples.AsSpan(at, Math.Min(777 * options.Channels, samples.Length - at)));
        writer.Complete();
        return path;
    }

    private sealed class FullStream(int capacity) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Position + buffer.Length > capacity) throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
