namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary>Work whose finished part is told also where the user ends it.</summary>
internal static class Interruptible
{
    /// <summary>Collects what is done, and whether the token ended it before its end.</summary>
    public static (List<T> Done, bool IsInterrupted) Collect<T>(IEnumerable<T> work, CancellationToken cancellationToken)
    {
        var done = new List<T>();
        try
        {
            foreach (var item in work) done.Add(item);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (done, true);
        }

        return (done, false);
    }
}
