namespace Audio2Mqtt.Torch.Audio;

/// <summary>The container that an <see cref="AudioWriter"/> writes.</summary>
public enum AudioFileFormat
{
    /// <summary>WAV: read by everything; at most 4 GiB.</summary>
    Wav,

    /// <summary>FLAC: lossless, about half as large; whole numbers only.</summary>
    Flac,
}
