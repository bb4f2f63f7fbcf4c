using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>A head and how it came to be.</summary>
/// <param name="Head">In evaluation mode; the caller's.</param>
/// <param name="BestEpoch">The epoch whose weights it has, from 1.</param>
/// <param name="History">Every epoch.</param>
/// <param name="IsInterrupted">Whether training was cut short; the weights are the best until then.</param>
public sealed record TrainedHead(Head Head, int BestEpoch, IReadOnlyList<EpochRecord> History, bool IsInterrupted) : IDisposable
{
    /// <summary>The best epoch of the first of two passes; null where there was one.</summary>
    public int? BestFirstEpoch { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Head.Dispose();
}
