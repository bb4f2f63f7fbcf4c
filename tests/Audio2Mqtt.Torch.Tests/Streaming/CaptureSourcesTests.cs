using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>Files, addresses and standard input as sources.</summary>
public sealed class CaptureSourcesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_text_with_a_scheme_is_an_address_a_dash_is_standard_input_and_all_else_is_a_file()
    {
        Assert.Equal(("rtsp://cam/live", true), Of("rtsp://me:secret@cam/live?token=secret"));
        Assert.Equal(("standard input", false), Of("-"));
        Assert.Equal(("night.wav", false), Of("night.wav"));
        Assert.Equal(("./-", false), Of("./-"));
        Assert.Throws<AudioException>(() => CaptureSources.Open("gopher://cam/live"));
        Assert.Throws<ArgumentException>(() => CaptureSources.Open(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => CaptureSources.Open("night.wav", channel: 0));
    }

    [Fact]
    public void A_file_is_heard_as_classify_hears_it_bit_for_bit_and_again_when_opened_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(Signals.Noise(2 * 44_100, seed: 1), 44_100, 2, 16));
        using var reader = AudioInput.OpenMono16k(path);
        var expected = reader.ReadToEnd();
        var source = CaptureSources.File(path);
        for (var round = 0; round < 2; round++)
        {
            using var capture = source.Open(default);
            Assert.Equal(expected, ToEnd(capture));
        }
    }

    [Fact]
    public void One_channel_of_a_file_is_heard_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes([0.25f, 0.5f, 0.25f, 0.5f, 0.25f, 0.5f], 16_000, 2, 16));
        foreach (var (channel, level) in ((int?, float)[])[(1, 0.25f), (2, 0.5f), (null, 0.375f)])
        {
            using var capture = CaptureSources.File(path, channel: channel).Open(default);
            Assert.Equal([level, level, level], ToEnd(capture));
        }

        var error = Assert.Throws<AudioException>(() => CaptureSources.File(path, channel: 3).Open(default));
        Assert.Equal("has 2 channels, and channel 3 is asked for", error.Reason);
    }

    [Fact]
    public async Task A_paced_file_gives_twenty_milliseconds_when_they_have_passed_and_never_drifts()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(Signals.Noise(3_250, seed: 1), 16_000, 1, 16));
        var clock = new HandClock();
        using var capture = CaptureSources.File(path, isRealtime: true, clock).Open(default);
        var buffer = new float[4_000];
        for (var block = 1; block <= 10; block++)
        {
            var reading = Task.Run(() => capture.Read(buffer));
            await clock.SomebodyWaits().WaitAsync(Patience);
            Assert.False(reading.IsCompleted);

            // The hand is late by a different amount each time; what is due is not put off by it.
            clock.MoveTo(TimeSpan.FromMilliseconds((20 * block) + (block % 3)));
            Assert.Equal(320, await reading.WaitAsync(Patience));
        }

        // Away for a second: the rest is due at once.
        clock.MoveTo(TimeSpan.FromSeconds(2));
        Assert.Equal(50, capture.Read(buffer));
        Assert.Equal(0, capture.Read(buffer));
    }

    [Fact]
    public async Task Disposing_ends_the_wait_of_a_paced_file_and_of_standard_input()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.wav", WavFile.Bytes(Signals.Noise(16_000, seed: 1), 16_000, 1, 16));
        var clock = new HandClock();
        var paced = CaptureSources.File(path, isRealtime: true, clock).Open(default);
        var waiting = Task.Run(() => paced.Read(new float[160]));
        await clock.SomebodyWaits().WaitAsync(Patience);
        paced.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Patience));

        using var held = new HoldingStream(new byte[3_200]);
        var input = new StandardInputSource(new PcmFormat(), null, () => held).Open(default);
        var reading = Task.Run(() => ToEnd(input));
        await held.Waiting.WaitAsync(Patience);
        input.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.WaitAsync(Patience));
    }

    [Fact]
    public void Raw_samples_of_standard_input_are_heard_to_their_end_and_only_once()
    {
        var bytes = new byte[32_001];
        new Random(1).NextBytes(bytes);
        var source = new StandardInputSource(new PcmFormat(), null, () => new SlowStream(bytes, 777));
        using var capture = source.Open(default);
        Assert.Equal(16_000, ToEnd(capture).Length);
        Assert.Equal("has been read already: it can be heard once", Assert.Throws<AudioException>(() => source.Open(default)).Reason);
    }

    private static (string Description, bool IsLive) Of(string text)
    {
        var source = CaptureSources.Open(text);
        return (source.Description, source.IsLive);
    }

    private static float[] ToEnd(ICapture capture)
    {
        List<float> all = [];
        var buffer = new float[1_000];
        for (int count; (count = capture.Read(buffer)) > 0;) all.AddRange(buffer[..count]);
        return [.. all];
    }
}
