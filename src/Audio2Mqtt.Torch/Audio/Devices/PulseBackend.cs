using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>PulseAudio, and PipeWire where it speaks PulseAudio's protocol.</summary>
internal sealed class PulseBackend : IDeviceBackend
{
    // What comes at once: short enough not to be felt, long enough for a hundred wake-ups a second at most.
    private static readonly TimeSpan Fragment = TimeSpan.FromMilliseconds(40);

    // For a listener that is held up; longer delays lose the oldest.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string Name => "pulse";

    /// <inheritdoc/>
    public IReadOnlyList<CaptureDevice>? List(CancellationToken cancellationToken)
    {
        try
        {
            using var server = PulseConnection.Open(cancellationToken);
            var defaults = server.Defaults();
            return [.. server.Sources().Select(source => Describe(source, defaults))];
        }
        catch (Exception absent) when (absent is PulseException or NativeLibraryException)
        {
            // No server or no client library: there may be ALSA.
            return null;
        }
    }

    /// <inheritdoc/>
    public LiveInput Open(CaptureDevice device, bool followsDefault, CancellationToken cancellationToken)
    {
        PulseConnection? server = null;
        try
        {
            server = PulseConnection.Open(cancellationToken);
            var source = server.Sources().FirstOrDefault(source => source.Name == device.Name) ?? throw new AudioException(device.Name, "is gone");
            var ring = new DeviceRing(device.Name, source.Channels, (int)(source.SampleRate * Kept.TotalSeconds));
            server.Record(source, Fragment, followsDefault, ring);
            var info = new AudioInfo("PulseAudio", "32-bit float", source.SampleRate, source.Channels, null);
            var reader = new RingReader(ring, info, server);
            return new(new FiniteReader(reader, device.Name, replace: true, firstFrame: 0), reader.Interrupt, reader);
        }
        catch (PulseException refused)
        {
            server?.Dispose();
            throw new AudioException(device.Name, $"cannot be captured ({refused.Message})", refused);
        }
        catch
        {
            server?.Dispose();
            throw;
        }
    }

    private static CaptureDevice Describe(PulseSource source, PulseDefaults defaults) => new()
    {
        Id = (int)source.Index,
        Name = source.Name,
        Description = source.Description,
        Kind = source.MonitorOf is null ? DeviceKind.Microphone : DeviceKind.Loopback,
        Channels = source.Channels,
        SampleRate = source.SampleRate,
        IsDefault = source.IsDefault(defaults),
        Backend = "pulse",
    };
}
