namespace Audio2Mqtt.Torch.Events;

/// <summary>What a message about an event tells.</summary>
public enum EventPhase
{
    /// <summary>The sound has begun: told at once.</summary>
    Start,

    /// <summary>It is still heard.</summary>
    Update,

    /// <summary>It is over: how long it was and how sure the detector was.</summary>
    End,
}
