using Audio2Mqtt.Torch.Audio.Devices;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio.Devices;

/// <summary>Which device is meant.</summary>
public sealed class DeviceSelectionTests
{
    private static readonly CaptureDevice[] Devices =
    [
        Device(3, "alsa_output.hdmi.monitor", "Monitor of HDMI", DeviceKind.Loopback, isDefault: false),
        Device(5, "alsa_output.analog.monitor", "Monitor of Speakers", DeviceKind.Loopback, isDefault: true),
        Device(7, "alsa_input.usb", "USB Audio", DeviceKind.Microphone, isDefault: false),
        Device(8, "alsa_input.usb.2", "USB Audio", DeviceKind.Microphone, isDefault: true),
        Device(9, "usb", "Webcam", DeviceKind.Microphone, isDefault: false),
    ];

    [Fact]
    public void Without_a_word_it_is_the_loopback_of_the_default_output() => Assert.Equal(5, Selected(new()));

    [Fact]
    public void A_microphone_is_the_default_input() => Assert.Equal(8, Selected(new() { IsMicrophone = true }));

    [Theory]
    [InlineData("HDMI", 3)]
    [InlineData("speak", 5)]
    [InlineData("USB.2", 8)]
    [InlineData("webcam", 9)]
    [InlineData("usb", 9)]
    [InlineData("USB", 9)]
    [InlineData("alsa_input.usb", 7)]
    public void A_part_of_the_name_is_enough_and_a_whole_one_wins(string name, int id) => Assert.Equal(id, Selected(new() { Name = name }));

    [Fact]
    public void A_number_is_a_number() => Assert.Equal(7, Selected(new() { Id = 7, Name = "webcam", IsMicrophone = true }));

    [Theory]
    [InlineData("usb audio", "'usb audio' fits 2 devices (7 alsa_input.usb (USB Audio), 8 alsa_input.usb.2 (USB Audio)): write more of the name, or --device-id")]
    [InlineData("bluetooth", "no device has 'bluetooth' in its name; there are 3 alsa_output.hdmi.monitor (Monitor of HDMI), ")]
    public void What_fits_none_or_several_is_an_error_that_lists_them(string name, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<CaptureDeviceException>(() => Selected(new() { Name = name })).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_missing_comes_with_advice()
    {
        Assert.StartsWith(
            "no device to hear is to be found: ", Assert.Throws<CaptureDeviceException>(() => DeviceSelection.Select([], new())).Message, StringComparison.Ordinal);
        var deaf = Assert.Throws<CaptureDeviceException>(() => DeviceSelection.Select(Devices[2..], new())).Message;
        Assert.StartsWith("what this machine plays cannot be heard here, only 7 alsa_input.usb (USB Audio), ", deaf, StringComparison.Ordinal);
        Assert.StartsWith("there is no microphone, only 3 ", Assert.Throws<CaptureDeviceException>(
            () => DeviceSelection.Select(Devices[..2], new() { IsMicrophone = true })).Message, StringComparison.Ordinal);
        Assert.StartsWith("no device has the number 4; there are 3 ", Assert.Throws<CaptureDeviceException>(() => Selected(new() { Id = 4 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_impossible_choice_is_a_programmers_error()
    {
        Assert.Throws<ArgumentException>(() => new DeviceChoice { Name = " " });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceChoice { Id = -1 });
    }

    private static int Selected(DeviceChoice choice) => DeviceSelection.Select(Devices, choice).Id;

    private static CaptureDevice Device(int id, string name, string description, DeviceKind kind, bool isDefault) => new()
    {
        Id = id, Name = name, Description = description, Kind = kind, Channels = 2, SampleRate = 48_000, IsDefault = isDefault, Backend = "pulse",
    };
}
