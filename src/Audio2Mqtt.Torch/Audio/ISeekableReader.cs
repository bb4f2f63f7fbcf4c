namespace Audio2Mqtt.Torch.Audio;

/// <summary>A reader that may be able to jump, exact to the frame, instead of decoding what lies before.</summary>
internal interface ISeekableReader : IAudioReader
{
    /// <summary>
    /// Moves so that the next frame read is <paramref name="frame"/>; false, and nothing moved, where that cannot be done exactly.
    /// </summary>
    bool TrySeek(long frame);
}
