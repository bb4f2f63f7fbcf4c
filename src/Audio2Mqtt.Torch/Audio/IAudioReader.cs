namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// Audio that is pulled as interleaved float samples. Full scale is 1; what lies beyond it is kept. A reader belongs to one thread
/// at a time; disposing it from another one is the way to end a blocked read of a network stream.
/// </summary>
public interface IAudioReader : IDisposable
{
    /// <summary>Frames per second of what <see cref="Read"/> gives, in hertz.</summary>
    int SampleRate { get; }

    /// <summary>Samples per frame of what <see cref="Read"/> gives.</summary>
    int Channels { get; }

    /// <summary>
    /// Frames that the whole of this reader gives, as far as the header tells; null when it does not. A hint: a broken file may hold
    /// fewer, so never allocate by it.
    /// </summary>
    long? Frames { get; }

    /// <summary>What the source is, before any resampling, mixing or cutting.</summary>
    AudioInfo Info { get; }

    /// <summary>What is odd about the source and yet did not stop the reading, one line each; complete once the end was read.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Reads the next frames: at least one unless the end is reached, and never a part of a frame. Once open and warm it allocates nothing.
    /// </summary>
    /// <param name="samples">Receives interleaved samples; room for at least one frame.</param>
    /// <returns>The number of samples written, a multiple of <see cref="Channels"/>; 0 at the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="samples"/> has no room for one frame.</exception>
    /// <exception cref="AudioException">The source cannot be read further.</exception>
    /// <exception cref="OperationCanceledException">The token given at opening was cancelled.</exception>
    int Read(Span<float> samples);
}
