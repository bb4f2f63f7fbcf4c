namespace Audio2Mqtt.Torch.Events;

/// <summary>What a sink may do to the listener: a switch in the house turns a microphone off.</summary>
public interface IListenerControl
{
    /// <summary>Switches listening to a source on or off; unknown names are ignored. From any thread; returns at once.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="enabled">Whether it is to be listened to.</param>
    void SetEnabled(string source, bool enabled);

    /// <summary>Whether a source is to be listened to.</summary>
    /// <param name="source">The source's name.</param>
    bool IsEnabled(string source);
}
