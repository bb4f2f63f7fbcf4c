using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>Hardware without a sound server, as on a small machine that only listens.</summary>
internal sealed class AlsaBackend : IDeviceBackend
{
    private const string Default = "default";

    // A card's own name of a device; through "plughw" it comes in any format, and still at its own rate.
    private const string Hardware = "hw:";

    // For a listener that is held up; longer delays lose the oldest.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    // Plugins that every installation lists, and other views of the same cards.
    private static readonly string[] Others =
    [
        "plughw:", "sysdefault", "dsnoop:", "dmix:", "front:", "surround", "iec958:", "hdmi:", "usbstream:", "null", "lavrate", "samplerate", "speexrate",
        "speex", "jack", "oss", "pulse", "pipewire", "upmix", "vdownmix",
    ];

    /// <inheritdoc/>
    public string Name => "alsa";

    /// <inheritdoc/>
    public IReadOnlyList<CaptureDevice>? List(CancellationToken cancellationToken)
    {
        try
        {
            var inputs = Alsa.Hints().Where(hint => hint.Direction != "Output" && !Others.Any(other => hint.Name.StartsWith(other, StringComparison.Ordinal))).ToList();

            // Listed by every installation, also where nothing is behind it.
            if (inputs.Count == 1 && inputs[0].Name == Default && !CanOpen(Default)) return [];
            return [.. inputs.Select(Describe)];
        }
        catch (NativeLibraryException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public LiveInput Open(CaptureDevice device, bool followsDefault, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var recording = AlsaRecording.Open(device.Name, Channels(device.Name), out var error)
            ?? throw new AudioException(device.Name, $"cannot be captured ({error}); is another program using it?");
        var ring = new DeviceRing(device.Name, recording.Channels, (int)(recording.SampleRate * Kept.TotalSeconds));
        var reader = new RingReader(ring, new("ALSA", "32-bit float", recording.SampleRate, recording.Channels, null), recording);
        recording.Start(ring);
        return new(new FiniteReader(reader, device.Name, replace: true, firstFrame: 0), reader.Interrupt, reader);
    }

    // Of "plughw" every number can be had, mixed: the card itself is asked how many it has.
    private static IReadOnlyList<int> Channels(string name)
    {
        if (!name.StartsWith($"plug{Hardware}", StringComparison.Ordinal)) return [2, 1];
        foreach (var count in (int[])[2, 1, 4, 6, 8, 3, 16])
        {
            if (AlsaRecording.HasChannels(name["plug".Length..], count)) return [count];
        }

        return [2, 1];
    }

    private static bool CanOpen(string name)
    {
        using var recording = AlsaRecording.Open(name, [2, 1], out _);
        return recording is not null;
    }

    private static CaptureDevice Describe((string Name, string Description, string? Direction) hint, int id) => new()
    {
        Id = id,
        Name = hint.Name.StartsWith(Hardware, StringComparison.Ordinal) ? $"plug{hint.Name}" : hint.Name,
        Description = hint.Description.ReplaceLineEndings(", "),

        // The kernel's module snd-aloop.
        Kind = hint.Name.Contains("CARD=Loopback", StringComparison.Ordinal) ? DeviceKind.Loopback : DeviceKind.Microphone,
        Channels = 0,
        SampleRate = 0,
        IsDefault = hint.Name == Default,
        Backend = "alsa",
    };
}
