using System.Runtime.ExceptionServices;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Work on all cores that fails as it would on one: with its first error, not with a collection of them.</summary>
internal static class AllCores
{
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static void For(int count, Action<int> work, CancellationToken cancellationToken)
    {
        var settings = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, count, settings, work);
        }
        catch (AggregateException failures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
