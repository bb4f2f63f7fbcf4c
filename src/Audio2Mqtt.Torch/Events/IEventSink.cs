namespace Audio2Mqtt.Torch.Events;

/// <summary>
/// Something that is told what was heard. The listener calls it from one thread at a time, in order for each source, and through a queue of its own, so a
/// slow sink delays nobody. Only <see cref="Write(SoundEvent)"/> must be written.
/// </summary>
public interface IEventSink
{
    /// <summary>Whether <see cref="Write(HopReport)"/> is of interest: reports cost a little.</summary>
    bool WantsReports => false;

    /// <summary>Told once, before anything else.</summary>
    /// <param name="sources">Everything that will be listened to.</param>
    /// <param name="control">How sources are switched.</param>
    void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control)
    {
    }

    /// <summary>A sound began, goes on, or has ended.</summary>
    void Write(SoundEvent soundEvent);

    /// <summary>A source came, went, or was switched.</summary>
    void Write(SourceStatus status)
    {
    }

    /// <summary>What a patch sounded like; only where <see cref="WantsReports"/>.</summary>
    void Write(HopReport report)
    {
    }

    /// <summary>Told last: whatever is open is to be finished and let go, within the time that the token leaves.</summary>
    /// <param name="cancellationToken">Cancelled when there is no more time; what is not done then is given up.</param>
    ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
