using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>One clip of a folder.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="LevelDbfs">Its RMS level in dBFS.</param>
/// <param name="Sound">Its loudest part as FLAC, for the page; empty where it has none.</param>
public sealed record ClipLook(ClipSource Clip, double Seconds, double LevelDbfs, ReadOnlyMemory<byte> Sound)
{
    /// <summary>What tells copies; null where the clip could not be read again.</summary>
    internal Clips.Fingerprint? Fingerprint { get; init; }
}
