using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>Devices of a real sound server.</summary>
[Collection(PulseTests.Name)]
public sealed class PulseCaptureTests : IDisposable
{
    private const double Seconds = 1.5;

    // A capture of 48 kHz may begin up to two thirds of a 16 kHz sample beside the reference: cos(2 pi 1500 Hz * 2 / 48 kHz) = 0.92 at the sweep's end.
    private const double SameSound = 0.97;

    private readonly PulseServer pulse = new();
    private readonly Scratch scratch = new();

    public void Dispose()
    {
        pulse.Dispose();
        scratch.Dispose();
    }

    [PulseFact]
    public async Task What_the_machine_plays_is_heard_at_its_level()
    {
        var (_, likeness, level) = await HearThePlayed(new DeviceChoice(), channel: null, right: 1);
        Assert.InRange(likeness, SameSound, 1);
        Assert.InRange(level, Chirp.LevelDbfs - 0.1, Chirp.LevelDbfs + 0.1);
    }

    [PulseFact]
    public async Task A_microphone_is_heard_at_its_level()
    {
        var (_, likeness, level) = await HearThePlayed(new DeviceChoice { IsMicrophone = true }, channel: null, right: 1);
        Assert.InRange(likeness, SameSound, 1);
        Assert.InRange(level, Chirp.LevelDbfs - 0.1, Chirp.LevelDbfs + 0.1);
    }

    [PulseFact]
    public async Task One_channel_is_heard_alone_and_all_as_their_mean()
    {
        // The right channel is half as loud: its own level 6.02 dB below, the mean of both 2.50 dB.
        foreach (var (channel, gain) in ((int?, double)[])[(1, 1), (2, 0.5), (null, 0.75)])
        {
            var (_, likeness, level) = await HearThePlayed(new DeviceChoice { Name = "MONITOR" }, channel, right: 0.5);
            Assert.InRange(likeness, SameSound, 1);
            Assert.InRange(level - Chirp.LevelDbfs - (20 * Math.Log10(gain)), -0.1, 0.1);
        }

        var error = Assert.Throws<AudioException>(() => CaptureSources.Device(new DeviceChoice(), channel: 3).Open(default));
        Assert.Equal("null.monitor: has 2 channels, and channel 3 is asked for", error.Message);
    }

    [PulseFact]
    public async Task A_killed_server_is_told_and_a_new_one_is_found_again()
    {
        var source = CaptureSources.Device(CaptureDevices.Select(new DeviceChoice()));
        for (var round = 0; round < 5; round++)
        {
            using var capture = source.Open(default);
            _ = await capture.Hear(0.2);
            var end = capture.HearUntilItBreaks();
            pulse.Kill();
            Assert.Equal("the sound server is gone (Connection terminated)", await end);
            Assert.Contains("no device", Assert.Throws<AudioException>(() => source.Open(default)).Message, StringComparison.Ordinal);
            pulse.Restart();
        }

        using var again = source.Open(default);
        Assert.Equal(3200, (await again.Hear(0.2)).Length);
    }

    [PulseFact]
    public async Task A_device_that_is_unplugged_is_told_and_found_under_its_name_when_it_is_back()
    {
        var module = pulse.Control("load-module", "module-null-sink", "sink_name=usb", "rate=44100", "channels=1").Trim();
        var device = CaptureDevices.Select(new DeviceChoice { Name = "usb" });
        Assert.Equal((44_100, 1, DeviceKind.Loopback, false), (device.SampleRate, device.Channels, device.Kind, device.IsDefault));
        var source = CaptureSources.Device(device);
        using var capture = source.Open(default);
        _ = await capture.Hear(0.2);
        pulse.Control("unload-module", module);
        Assert.StartsWith("the device is gone", await capture.HearUntilItBreaks(), StringComparison.Ordinal);

        pulse.Control("load-module", "module-null-sink", "sink_name=usb", "rate=44100", "channels=1");
        Assert.NotEqual(device.Id, CaptureDevices.Select(new DeviceChoice { Name = "usb" }).Id);
        using var again = source.Open(default);
        Assert.Equal(3200, (await again.Hear(0.2)).Length);
    }

    [PulseFact]
    public async Task A_suspended_device_and_another_default_are_told()
    {
        using var suspended = CaptureSources.Device(new DeviceChoice()).Open(default);
        _ = await suspended.Hear(0.2);
        pulse.Control("suspend-sink", PulseServer.Output, "1");
        Assert.Equal("the device was suspended by the sound server", await suspended.HearUntilItBreaks());
        pulse.Control("suspend-sink", PulseServer.Output, "0");

        pulse.Control("load-module", "module-null-sink", "sink_name=headphones");
        using var capture = CaptureSources.Device(new DeviceChoice()).Open(default);
        using var named = CaptureSources.Device(new DeviceChoice { Name = PulseServer.Monitor }).Open(default);
        _ = await capture.Hear(0.2);
        pulse.Control("set-default-sink", "headphones");
        Assert.Equal("the default device is another one now (headphones)", await capture.HearUntilItBreaks());
        Assert.Equal(8000, (await named.Hear(0.5)).Length);
    }

    [PulseFact]
    public async Task Disposing_ends_a_read_and_a_cancelled_token_too()
    {
        await CaptureSources.Device(new DeviceChoice()).Open(default).EndsAtOnceWhenDisposed();

        using var cancellation = new CancellationTokenSource();
        using var capture = CaptureSources.Device(new DeviceChoice()).Open(cancellation.Token);
        var reading = capture.Hear(3600);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [PulseFact]
    public async Task What_nobody_fetches_in_time_is_lost_and_counted()
    {
        using var late = CaptureSources.Device(new DeviceChoice()).Open(default);
        using var clock = CaptureSources.Device(new DeviceChoice()).Open(default);
        _ = await late.Hear(0.1);
        _ = await clock.Hear(3);

        // A second is kept; of the three that passed two are gone. The clocks of two streams differ by a fragment, and this machine may be busy.
        var samples = new float[1600];
        long lost = 0;
        for (var read = 0; read < 3200; read += late.Read(samples)) lost += late.LostSamples;
        Assert.InRange(lost, 16_000 * 1.8, 16_000 * 2.6);
    }

    private async Task<(int At, double Likeness, double LevelDbfs)> HearThePlayed(DeviceChoice choice, int? channel, double right)
    {
        var file = Chirp.Write(scratch.At("sweep.wav"), Seconds, right);
        using var capture = CaptureSources.Device(choice, channel).Open(default);

        // An output that nobody used takes a moment to run.
        _ = await capture.Hear(0.2);
        var hearing = capture.Hear(Seconds + 2);
        await pulse.Play(file);
        return Chirp.FindIn(await hearing, Seconds);
    }
}
