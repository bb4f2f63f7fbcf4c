using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>An open source of sound: 16 kHz mono. One thread reads; another may dispose, which ends a read that waits.</summary>
public interface ICapture : IDisposable
{
    /// <summary>Waits for samples and takes them: as few as have come, so that nothing is late.</summary>
    /// <param name="samples">Written from its beginning; float32 at 16 kHz, nominally in [-1, 1].</param>
    /// <returns>How many; 0 is the end.</returns>
    /// <exception cref="AudioException">The source broke; the message has no credentials.</exception>
    /// <exception cref="OperationCanceledException">The token of its opening was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed meanwhile.</exception>
    int Read(Span<float> samples);

    /// <summary>Samples at 16 kHz, as well as can be told, that were lost just before those of the last <see cref="Read"/>; 0 where none were.</summary>
    long LostSamples => 0;
}
