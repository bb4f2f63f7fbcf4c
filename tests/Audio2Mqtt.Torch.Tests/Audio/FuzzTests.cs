using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Damaged headers end in data or in our own error, never in a crash, a hang, or memory beyond the file's size.</summary>
public class FuzzTests
{
    private const int Mutations = 500;

    // The source is a fifth of a second; the longest that a header can make of it is the lowest rate, resampled to 16 kHz.
    private const int MaxSamples = 16 * 100_000;

    private static readonly AudioInputOptions InProcess = new() { Mono = true, SampleRate = 16_000, FfmpegPath = "/nowhere/ffmpeg" };

    [Theory]
    [InlineData(16, false)]
    [InlineData(32, true)]
    public void Mutated_wav_headers_never_crash(int bits, bool extensible) =>
        Fuzz(WavFile.Bytes(Signals.Noise(3200, seed: 1), 16_000, 1, bits, isFloat: bits == 32, extensible), seed: bits);

    [FfmpegTheory]
    [InlineData("a.flac", 1)]
    [InlineData("a.ogg", 2)]
    [InlineData("a.opus", 3)]
    [InlineData("a.aiff", 4)]
    [InlineData("a.caf", 5)]
    [InlineData("a.w64", 6)]
    [InlineData("a.au", 7)]
    public void Mutated_headers_of_other_formats_never_crash(string file, int seed)
    {
        using var folder = new TemporaryFolder();
        Fuzz(File.ReadAllBytes(folder.Encode(file, Signals.Noise(3200, seed: 1), 16_000, 1)), seed);
    }

    private static void Fuzz(byte[] file, int seed)
    {
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            try
            {
                using var reader = AudioInput.Open(new MemoryStream(Mutate(file, random)), "fuzz", InProcess);
                Drain(reader);
                read++;
            }
            catch (AudioException error)
            {
                Assert.StartsWith("fuzz: ", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
                refused++;
            }
        }

        // Both happen, or the mutations would test nothing.
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static void Drain(IAudioReader reader)
    {
        var block = new float[4096];
        var total = 0;
        for (int count; (count = reader.Read(block)) > 0;)
        {
            total += count;
            Assert.True(total < MaxSamples, "a small file gives samples without end");
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = file.ToArray();
        var headerBytes = Math.Min(bytes.Length, 256);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(headerBytes);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
                default:
                    bytes = bytes[..Math.Max(headerBytes, random.Next(bytes.Length))];
                    break;
            }
        }

        // Half of the OGG files get right checksums again: else no change would come past the first page.
        if (random.Next(2) == 0) OggChecksum.Mend(bytes);
        return random.Next(8) == 0 ? bytes[..random.Next(1, headerBytes)] : bytes;
    }
}
