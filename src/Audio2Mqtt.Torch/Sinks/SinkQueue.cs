using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>A sink behind a bounded queue, with the thread that empties it.</summary>
internal sealed class SinkQueue
{
    // An hour of a busy house; a sink that is so far behind hangs.
    private const int Capacity = 10_000;

    // Reports are of the moment: a sink that is this far behind wants fresh ones, not all of them.
    private const int ReportCapacity = 256;

    private readonly IEventSink sink;
    private readonly DropReport drops;
    private readonly DropReport failures;
    private readonly Action<string> tell;
    private readonly TimeProvider time;
    private readonly object gate = new();
    private readonly LinkedList<Action<IEventSink>> line = new();
    private readonly Queue<LinkedListNode<Action<IEventSink>>> reports = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken end;
    private bool isStarted;
    private bool isEnding;
    private long dropped;
    private long failed;

    /// <summary>A queue whose thread begins with the first message.</summary>
    public SinkQueue(IEventSink sink, Action<string> tell, TimeProvider time)
    {
        (this.sink, this.tell, this.time) = (sink, tell, time);
        drops = new DropReport($"messages dropped: {Name} is too slow", tell);
        failures = new DropReport($"messages failed in {Name}", tell);
    }

    /// <summary>Messages for which there was no room.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Whether the sink is interested in patches.</summary>
    public bool WantsReports => sink.WantsReports;

    private string Name => sink.GetType().Name;

    /// <summary>Passes on, at once, what comes before all else.</summary>
    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => sink.Begin(sources, control);

    /// <summary>Adds a message; never waits.</summary>
    public void Add(Action<IEventSink> message, bool isReport)
    {
        lock (gate)
        {
            if (isEnding) return;
            if (isReport && reports.Count >= ReportCapacity) Drop(reports.Dequeue());
            if (line.Count >= Capacity) Drop(reports.Count > 0 ? reports.Dequeue() : line.First!);
            var node = line.AddLast(message);
            if (isReport) reports.Enqueue(node);
            Start();
            Monitor.Pulse(gate);
        }

        // Elsewhere: who writes does not wait for a log either.
        if (drops.IsDue(Dropped)) ThreadPool.QueueUserWorkItem(_ => drops.Update(Dropped));
    }

    /// <summary>Empties the queue and completes the sink; what is left when the token is cancelled is dropped.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (isEnding) return ended.Task;
            (end, isEnding) = (cancellationToken, true);
            Start();
            Monitor.Pulse(gate);
        }

        return ended.Task;
    }

    private void Drop(LinkedListNode<Action<IEventSink>> node)
    {
        line.Remove(node);
        Interlocked.Increment(ref dropped);
    }

    private void Start()
    {
        if (isStarted) return;
        isStarted = true;
        new Thread(Run) { Name = Name, IsBackground = true }.Start();
    }

    private void Run()
    {
        while (Take() is { } message) Try(() => message(sink));
        drops.Update(Dropped);
        Try(() => sink.CompleteAsync(end).AsTask().GetAwaiter().GetResult());
        ended.TrySetResult();
    }

    // A sink that fails once may well work the next time; the others and the detector are not concerned.
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // It had no time left.
        }
        catch (Exception error)
        {
            if (failed++ == 0) tell($"{Name} failed at {time.GetLocalNow():HH:mm:ss}: {error.Message.ReplaceLineEndings(" ")}");
            else if (failed >= 10) failures.Update(failed);
        }
    }

    private Action<IEventSink>? Take()
    {
        lock (gate)
        {
            while (line.Count == 0 && !isEnding) Monitor.Wait(gate);
            if (isEnding && end.IsCancellationRequested && line.Count > 0)
            {
                Interlocked.Add(ref dropped, line.Count);
                line.Clear();
                reports.Clear();
            }

            if (line.First is not { } first) return null;
            line.RemoveFirst();
            if (reports.TryPeek(out var oldest) && oldest == first) reports.Dequeue();
            return first.Value;
        }
    }
}
