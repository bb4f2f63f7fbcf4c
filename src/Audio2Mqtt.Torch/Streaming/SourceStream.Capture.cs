using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Streaming;

/// <content>The capture thread: it copies and announces, and opens the source again when it is lost.</content>
internal sealed partial class SourceStream
{
    // 100 ms: more than devices deliver at a time, so that one read takes what one delivery brought.
    private const int BlockSamples = 1600;

    // Longer holes are an interruption: what was heard before has nothing to do with what comes.
    private const int LongestHoleSamples = SampleClock.Rate;

    // A source that ran so long was well: the next loss begins with the shortest wait again.
    private static readonly TimeSpan WasWell = TimeSpan.FromSeconds(30);

    // How long the detector may take for what is left when everything ends.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly DropReport losses;
    private readonly ManualResetEventSlim isWanted = new();
    private ICapture? capture;
    private CancellationTokenSource? opening;
    private CancellationTokenSource? rest;
    private bool enabled;
    private bool isStalled;
    private bool isOnline;
    private volatile bool hasEnded;
    private bool hasToldEnd;
    private long openings;
    private long lostSamples;
    private long holes;

    /// <summary>Why it ended before its end; null while all is well.</summary>
    public Audio2MqttException? Failure { get; private set; }

    /// <summary>Whether it is to be listened to.</summary>
    public bool IsEnabled
    {
        get
        {
            lock (gate) return enabled;
        }

        set
        {
            lock (gate)
            {
                if (enabled == value) return;
                enabled = value;
                if (value) isWanted.Set();
                else isWanted.Reset();
                rest?.Cancel();
            }

            if (!value) Interrupt();
        }
    }

    /// <summary>Captures until a recording's end or until listening ends.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        if (enabled) isWanted.Set();
        var wait = options.FirstWait;
        while (!cancellationToken.IsCancellationRequested && !hasEnded)
        {
            if (!isWanted.IsSet)
            {
                Tell(SourceState.Disabled, null);
                isWanted.Wait(cancellationToken);
            }

            var begin = time.GetTimestamp();
            var reason = Capture(cancellationToken);
            if (reason is null) TellEnd();
            if (reason is null || cancellationToken.IsCancellationRequested || hasEnded) return;
            if (!isWanted.IsSet) continue;
            if (time.GetElapsedTime(begin) > WasWell) wait = options.FirstWait;
            Tell(SourceState.Offline, $"{reason}; opening it again in {wait.TotalSeconds:0.#} s");
            Rest(wait, cancellationToken);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, options.LongestWait.Ticks));
        }
    }

    // Switching it off, or on again, ends the wait.
    private void Rest(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (gate)
        {
            if (!enabled || hasEnded) return;
            rest = awake;
        }

        try
        {
            Task.Delay(wait, time, awake.Token).Wait(CancellationToken.None);
        }
        catch (AggregateException) when (awake.IsCancellationRequested)
        {
            // Whoever woke it has said why.
        }
        finally
        {
            lock (gate) rest = null;
        }
    }

    /// <summary>Closes a live source that has given nothing for too long; called now and then.</summary>
    public void CheckStall()
    {
        lock (gate)
        {
            if (capture is null || !source.Capture.IsLive || time.GetElapsedTime(arrivedAt) < options.StallTimeout) return;
            isStalled = true;
        }

        Interrupt();
    }

    /// <summary>Ends what waits, because listening ends.</summary>
    public void Stop()
    {
        lock (gate)
        {
            hasEnded = true;
            rest?.Cancel();
            Monitor.PulseAll(gate);
        }

        Interrupt();
    }

    /// <summary>Says, once, that nothing more will come, and why.</summary>
    public void TellEnd()
    {
        if (!hasToldEnd) Tell(SourceState.Offline, Failure?.Message, isFinal: true);
        hasToldEnd = true;
    }

    // Null at the end of what ends; else why the source was lost.
    private string? Capture(CancellationToken cancellationToken)
    {
        isStalled = false;

        // The token ends reads as well, so it lives as long as the capture: the time limit is only opening's.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using var opened = Open(end);
            Pump(opened);
            if (source.Capture.IsLive) return "the stream ended";
            CloseSegment(isWhole: true);
            return null;
        }
        catch (Audio2MqttException error)
        {
            if (source.Capture.IsLive) return isStalled ? Stalled : error.Message;
            Failure = error;
            CloseSegment(isWhole: true);
            return null;
        }
        catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException)
        {
            // Ours: it was switched off, gave nothing for too long, or everything ends.
            return isStalled ? Stalled : "it could not be opened in time";
        }
        finally
        {
            lock (gate) (capture, opening) = (null, null);
            CloseSegment(isWhole: false);
        }
    }

    private ICapture Open(CancellationTokenSource end)
    {
        lock (gate) opening = end;
        var limit = source.Capture.IsLive ? options.OpenTimeout : Timeout.InfiniteTimeSpan;
        using var timer = time.CreateTimer(_ => Interrupt(), null, limit, Timeout.InfiniteTimeSpan);
        var opened = source.Capture.Open(end.Token);
        lock (gate)
        {
            (capture, opening, arrivedAt) = (opened, null, time.GetTimestamp());
            openings++;
        }

        // Switched off while it was being opened.
        if (!isWanted.IsSet) opened.Dispose();
        return opened;
    }

    private void Interrupt()
    {
        ICapture? open;
        lock (gate)
        {
            open = capture;
            opening?.Cancel();
        }

        open?.Dispose();
    }

    private void Pump(ICapture opened)
    {
        Span<float> block = stackalloc float[BlockSamples];
        OpenSegment();
        for (int count; (count = opened.Read(block)) > 0;)
        {
            if (opened.LostSamples is > 0 and var lost) Skip(lost);
            Append(block[..count]);
            if (!isOnline) Tell(SourceState.Online, null);
        }
    }

    private void Append(ReadOnlySpan<float> block)
    {
        lock (gate)
        {
            // A recording waits for the detector; what is live does not, and loses its oldest hop.
            while (!source.Capture.IsLive && ring.End - next > window + ((HopsAhead - 1) * hop) + heldBack && enabled && !hasEnded) Monitor.Wait(gate);
            ring.Write(block);
            arrivedAt = time.GetTimestamp();
            clock.Arrived(ring.End, time.GetLocalNow(), segmentBegin);
            QueueIfReady();
        }
    }

    private void Skip(long lost)
    {
        lock (gate)
        {
            lostSamples += lost;
            losses.Update(++holes);
            if (lost <= LongestHoleSamples)
            {
                ring.WriteSilence(lost);
                return;
            }
        }

        CloseSegment(isWhole: false);
        OpenSegment();
    }

    private void OpenSegment()
    {
        lock (gate)
        {
            clock.Reset();
            segmentBegin = next = ring.End;
            heardEnd = long.MaxValue;
            isSegmentOpen = true;
        }
    }

    // Waits until the worker has done with what was heard, so that nothing of before meets anything of after.
    private void CloseSegment(bool isWhole)
    {
        lock (gate)
        {
            if (!isSegmentOpen) return;
            isSegmentOpen = false;
            heardEnd = ring.End;
            var grid = new PatchGrid(window, hop);
            var length = heardEnd - segmentBegin;
            if (isWhole && length > 0) ring.WriteSilence(grid.PaddedLength(length) - length);
            segmentEnd = ring.End;
            QueueIfReady();
            while (segmentEnd is not null)
            {
                // Only where a worker has failed is there no answer.
                if (!Monitor.Wait(gate, LastWords) && hasEnded) return;
            }
        }
    }

    private void Tell(SourceState state, string? reason, bool isFinal = false)
    {
        isOnline = state == SourceState.Online;
        sink.Write(new SourceStatus(source.Name, state, reason, time.GetLocalNow(), isFinal));
    }

    private void TellProblem(string problem) => sink.Write(new SourceStatus(source.Name, isOnline ? SourceState.Online : SourceState.Offline, problem, time.GetLocalNow()));

    private string Stalled => $"no sound for {options.StallTimeout.TotalSeconds:0.#} s";
}
