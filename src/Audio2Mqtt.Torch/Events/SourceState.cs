namespace Audio2Mqtt.Torch.Events;

/// <summary>Whether a source is listened to.</summary>
public enum SourceState
{
    /// <summary>It is not to be had: not opened yet, unplugged, stalled, or at its end.</summary>
    Offline,

    /// <summary>Sound arrives from it.</summary>
    Online,

    /// <summary>It has been switched off, by a person or a message.</summary>
    Disabled,
}
