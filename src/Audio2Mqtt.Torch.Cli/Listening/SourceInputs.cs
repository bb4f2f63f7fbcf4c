using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>From what was configured to what can be opened.</summary>
internal static class SourceInputs
{
    /// <summary>What it is, for people, without credentials.</summary>
    public static string Describe(SourceSection section) => TextOf(section) is { } text
        ? text == "-" ? "standard input" : section.Values.Find(SourceKeys.Url) is null ? text : Addresses.Shown(text)
        : Choice(section).ToString();

    /// <summary>The source.</summary>
    /// <param name="source">What was configured.</param>
    /// <param name="time">The clock of a file that is paced.</param>
    /// <param name="cancellationToken">Ends the look at the machine's devices.</param>
    /// <exception cref="CaptureDeviceException">A device that the command line names, or no name at all, is not here.</exception>
    public static ICaptureSource Open(SourcePlan source, TimeProvider time, CancellationToken cancellationToken)
    {
        var channel = source.Settings.Value(SourceKeys.Channel);
        if (TextOf(source.Section) is { } text)
            return CaptureSources.Open(text, source.Settings.Get(SourceKeys.Realtime), time, source.Settings.Object(SourceKeys.Pcm), channel);
        var choice = Choice(source.Section);

        // A person who types waits for an answer; a service whose microphone is plugged in later waits for the microphone.
        if (source.Section.Line > 0) return CaptureSources.Device(choice, channel);
        var device = CaptureDevices.Select(choice, cancellationToken);
        return choice is { Name: null, Id: null } ? CaptureSources.Device(choice, channel) : CaptureSources.Device(device, channel);
    }

    private static string? TextOf(SourceSection section) => (string?)(section.Values.Find(SourceKeys.Url) ?? section.Values.Find(SourceKeys.File))?.Value;

    private static DeviceChoice Choice(SourceSection section) => new()
    {
        IsMicrophone = section.Values.Find(SourceKeys.Microphone) is { Value: true },
        Name = (string?)section.Values.Find(SourceKeys.Device)?.Value,
        Id = (int?)section.Values.Find(SourceKeys.DeviceId)?.Value,
    };
}
