using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Where sound comes from: it can be opened again and again, after a camera rebooted or a microphone was unplugged.</summary>
public interface ICaptureSource
{
    /// <summary>What it is, for people, without credentials: a device's name, an address, a file.</summary>
    string Description { get; }

    /// <summary>
    /// Whether it runs by itself. A live source is reopened after its end and loses what is not fetched in time; one that is not (a file) waits until
    /// it is read, and its end is the end.
    /// </summary>
    bool IsLive { get; }

    /// <summary>Opens it.</summary>
    /// <param name="cancellationToken">Ends the wait for a device or the network, and reads too.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="AudioException">It is not to be had; the message has no credentials.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ICapture Open(CancellationToken cancellationToken);
}
