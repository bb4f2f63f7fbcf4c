namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Which other program's topics are served beside our own.</summary>
public enum MqttCompatibility
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of audio2mqtt: what subscribes to it goes on as it is.</summary>
    Audio2Mqtt,
}
