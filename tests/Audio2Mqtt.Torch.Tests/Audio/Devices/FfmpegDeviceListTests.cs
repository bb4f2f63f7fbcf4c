using Audio2Mqtt.Torch.Audio.Devices;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio.Devices;

/// <summary>ffmpeg's lists of devices, written by hand in the form that its documentation shows.</summary>
public sealed class FfmpegDeviceListTests
{
    private const string Mac = """
        [AVFoundation indev @ 0x7fb1c8f04a00] AVFoundation video devices:
        [AVFoundation indev @ 0x7fb1c8f04a00] [0] FaceTime HD Camera
        [AVFoundation indev @ 0x7fb1c8f04a00] [1] Capture screen 0
        [AVFoundation indev @ 0x7fb1c8f04a00] AVFoundation audio devices:
        [AVFoundation indev @ 0x7fb1c8f04a00] [0] MacBook Pro Microphone
        [AVFoundation indev @ 0x7fb1c8f04a00] [1] Scarlett [2i2] USB
        [AVFoundation indev @ 0x7fb1c8f04a00] [2] BlackHole 2ch
        [in#0 @ 0x7fb1c8f04800] Error opening input: Input/output error

        """;

    private const string Windows = """
        [dshow @ 000001f4a1b2c3d0] "Integrated Camera" (video)
        [dshow @ 000001f4a1b2c3d0]   Alternative name "@device_pnp_\\?\usb#vid_04f2&pid_b6d0"
        [dshow @ 000001f4a1b2c3d0] "Microphone (USB Audio)" (audio)
        [dshow @ 000001f4a1b2c3d0]   Alternative name "@device_cm_{33D9A762-90C8-11D0-BD43-00A0C911CE86}\wave_{AAAA}"
        [dshow @ 000001f4a1b2c3d0] "Microphone (USB Audio)" (audio)
        [dshow @ 000001f4a1b2c3d0]   Alternative name "@device_cm_{33D9A762-90C8-11D0-BD43-00A0C911CE86}\wave_{BBBB}"
        [dshow @ 000001f4a1b2c3d0] "Stereo Mix (Realtek(R) Audio)" (audio)
        dummy: Immediate exit requested

        """;

    private const string OlderWindows = """
        [dshow @ 0000020a] DirectShow video devices (some may be both video and audio devices)
        [dshow @ 0000020a]  "Integrated Camera"
        [dshow @ 0000020a]     Alternative name "@device_pnp_x"
        [dshow @ 0000020a] DirectShow audio devices
        [dshow @ 0000020a]  "Microphone (Realtek)"
        [dshow @ 0000020a]     Alternative name "@device_cm_y"

        """;

    [Fact]
    public void Of_macOS_the_audio_devices_are_taken() => Assert.Equal(
    [
        (0, "MacBook Pro Microphone", "MacBook Pro Microphone", DeviceKind.Microphone, true),
        (1, "Scarlett [2i2] USB", "Scarlett [2i2] USB", DeviceKind.Microphone, false),
        (2, "BlackHole 2ch", "BlackHole 2ch", DeviceKind.Loopback, true),
    ], Facts(FfmpegDeviceList.OfAvfoundation(Mac)));

    [Fact]
    public void Of_Windows_two_microphones_of_one_kind_are_told_apart() => Assert.Equal(
    [
        (0, @"@device_cm_{33D9A762-90C8-11D0-BD43-00A0C911CE86}\wave_{AAAA}", "Microphone (USB Audio)", DeviceKind.Microphone, true),
        (1, @"@device_cm_{33D9A762-90C8-11D0-BD43-00A0C911CE86}\wave_{BBBB}", "Microphone (USB Audio)", DeviceKind.Microphone, false),
        (2, "Stereo Mix (Realtek(R) Audio)", "Stereo Mix (Realtek(R) Audio)", DeviceKind.Loopback, true),
    ], Facts(FfmpegDeviceList.OfDshow(Windows)));

    [Fact]
    public void Older_releases_for_Windows_are_understood_too() => Assert.Equal(
        [(0, "@device_cm_y", "Microphone (Realtek)", DeviceKind.Microphone, true)], Facts(FfmpegDeviceList.OfDshow(OlderWindows)));

    [Fact]
    public void What_is_no_list_is_an_empty_one()
    {
        Assert.Empty(FfmpegDeviceList.OfAvfoundation("Unknown input format: 'avfoundation'\n"));
        Assert.Empty(FfmpegDeviceList.OfDshow("Alternative name \"x\"\n[1] y\n"));
    }

    private static IEnumerable<(int, string, string, DeviceKind, bool)> Facts(IReadOnlyList<CaptureDevice> devices) =>
        devices.Select(device => (device.Id, device.Name, device.Description, device.Kind, device.IsDefault));
}
