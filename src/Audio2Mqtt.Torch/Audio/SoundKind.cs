namespace Audio2Mqtt.Torch.Audio;

/// <summary>What the first bytes of a source say about who reads it.</summary>
internal enum SoundKind
{
    /// <summary>Nothing known: ffmpeg is asked.</summary>
    Unknown,

    /// <summary>A format of libsndfile.</summary>
    SoundFile,

    /// <summary>MPEG audio: libsndfile where its length is told, else ffmpeg first.</summary>
    Mpeg,

    /// <summary>The MP4 family: only ffmpeg, and only from a file, because the index may stand at the end.</summary>
    Mp4,
}
