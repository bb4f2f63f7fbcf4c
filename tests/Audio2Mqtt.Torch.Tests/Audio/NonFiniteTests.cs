using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class NonFiniteTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData(float.NaN, "not a number")]
    [InlineData(float.PositiveInfinity, "infinite")]
    [InlineData(float.NegativeInfinity, "infinite")]
    public void A_sample_that_is_no_number_is_an_error_that_tells_where(float bad, string what)
    {
        var samples = Signals.Noise(2 * 2 * Rate, seed: 1);
        samples[(2 * (Rate + 8000)) + 1] = bad;
        using var reader = Open(samples, new AudioInputOptions { Mono = true });
        var error = Assert.Throws<AudioException>(() => reader.ReadToEnd());
        Assert.Equal($"a.wav: the sample at 0:01.500 (channel 2) is {what}; the file is broken", error.Message);
    }

    [Fact]
    public void The_place_is_counted_from_the_files_beginning()
    {
        var samples = Signals.Noise(2 * 2 * Rate, seed: 1);
        samples[2 * (Rate + 8000)] = float.NaN;
        using var reader = Open(samples, new AudioInputOptions { Start = TimeSpan.FromSeconds(1.25) });
        var error = Assert.Throws<AudioException>(() => reader.ReadToEnd());
        Assert.Equal("a.wav: the sample at 0:01.500 (channel 1) is not a number; the file is broken", error.Message);
    }

    [Fact]
    public void Such_samples_can_be_read_as_0_and_are_counted()
    {
        var samples = Signals.Noise(2 * Rate, seed: 1);
        var expected = samples.ToArray();
        foreach (var at in (int[])[0, 5, 16_000, 31_999])
        {
            samples[at] = float.NaN;
            expected[at] = 0;
        }

        using var reader = Open(samples, new AudioInputOptions { ReplaceNonFinite = true });
        Assert.Equal(expected, reader.ReadToEnd());
        Assert.Equal("4 samples are not finite, the first at 0:00.000; read as 0", Assert.Single(reader.Warnings));
    }

    [Fact]
    public void They_are_found_at_every_place_of_a_vector()
    {
        for (var length = 1; length < 40; length++)
        {
            for (var at = 0; at < length; at++)
            {
                var samples = new float[length];
                Assert.Equal(-1, FiniteReader.IndexOfNonFinite(samples));
                samples[at] = float.NegativeInfinity;
                Assert.Equal(at, FiniteReader.IndexOfNonFinite(samples));
            }
        }

        Assert.Equal(-1, FiniteReader.IndexOfNonFinite([float.MaxValue, float.MinValue, float.Epsilon]));
    }

    private static IAudioReader Open(float[] samples, AudioInputOptions options) =>
        AudioInput.Open(new MemoryStream(WavFile.Bytes(samples, Rate, 2, 32, isFloat: true)), "a.wav", options);
}
