using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// One source while it is listened to. A capture thread fills its ring (<c>SourceStream.Capture.cs</c>), one worker at a time takes patches out of it
/// (<c>SourceStream.Detection.cs</c>). What both touch is behind one lock; what only a worker touches needs none, because a stream stands in the ready queue
/// once at most.
/// </summary>
internal sealed partial class SourceStream : IDisposable
{
    // How much a recording may be ahead of the detector: enough for a batch, little enough for 300 sources.
    private const int HopsAhead = 16;

    private readonly object gate = new(); // no Lock: the threads wait for each other on it
    private readonly ListeningSource source;
    private readonly ListenerOptions options;
    private readonly TimeProvider time;
    private readonly SinkGate sink;
    private readonly ReadyQueue ready;
    private readonly SampleRing ring;
    private readonly SampleClock clock;
    private readonly int window;
    private readonly int hop;
    private readonly int heldBack; // samples by which patches may be ready later than their sound

    // Behind the lock.
    private long next;            // where the next patch begins
    private long segmentBegin;    // where the sound began that is going on
    private bool isSegmentOpen;
    private long? segmentEnd;     // where it was interrupted; the worker ends there what is active and takes the mark away
    private long heardEnd = long.MaxValue; // the end of a recording's own sound: what follows is padding
    private long arrivedAt;       // time stamp of the latest block
    private bool isQueued;

    /// <summary>A stream that does not run yet.</summary>
    public SourceStream(ListeningSource source, ListenerOptions options, TimeProvider time, SinkGate sink, ReadyQueue ready)
    {
        (this.source, this.options, this.time, this.sink, this.ready) = (source, options, time, sink, ready);
        (window, hop) = (source.Model.Patch.WindowSamples, source.HopSamples);
        var isLive = source.Capture.IsLive;
        clock = new SampleClock(isLive, time.LocalTimeZone);
        var preparation = source.Preparation ?? source.Model.Preparation ?? new();
        heldBack = preparation.Denoise ? CleanSound.HeldBackSamples : 0;
        var needed = window + ((isLive ? 3 : HopsAhead + 1) * hop) + heldBack;
        ring = new SampleRing(needed + History(source));
        clean = preparation.Denoise ? new CleanSound(needed) : null;
        trim = preparation.TrimTopDb is { } topDb ? new LiveTrim(topDb, window, hop) : null;
        enabled = source.IsEnabled;
        meter = new LevelMeter(window);
        energyGate = new EnergyGate(source.Gate, SampleClock.Duration(hop).TotalSeconds);
        tracker = new EventTracker(source.Sounds, source.Detection, source.Model.Classes.Count, source.Model.IsSoftmax);
        patches = source.Model.CreatePatchMaker(hop);
        scores = new float[source.Model.Classes.Count];
        events = new EventWriter(source, clock, sink);
        drops = new DropReport("patches left out so far: the machine is too slow for all its sources", TellProblem);
        losses = new DropReport("holes in its sound so far: the device or the network is too slow", TellProblem);
        clips = source.Clips is { } wanted ? new ClipKeeper(wanted, options.SpeechNetwork, source.Name, TellProblem) : null;
    }

    /// <summary>What it is.</summary>
    public ListeningSource Source => source;

    /// <summary>What its patches are scored with.</summary>
    public ListeningModel Model => source.Model;

    /// <summary>What became of its sound.</summary>
    public SourceStatistics Statistics()
    {
        lock (gate)
        {
            return new(source.Name, totalHops, processedHops, silentHops, droppedHops, events.Started, Math.Max(0, openings - 1), lostSamples,
                SampleClock.Duration(Math.Min(ring.End, heardEnd)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        patches.Dispose();
        clean?.Dispose();
        clips?.Dispose();
    }

    // Clips begin before their event, whose start is told some patches late.
    private static int History(ListeningSource source) => source.Clips is not { } clips ? 0
        : (int)(clips.Before.TotalSeconds * SampleClock.Rate) + PatchShape.Yamnet.WindowSamples + (source.Detection.Confirm.Patches * source.HopSamples);

    // Under the lock: whether a worker could do something.
    private bool HasWork => segmentEnd is not null || IsReady;

    // Under the lock: whether the next patch is there, and where noise is taken off, as much after it as that needs.
    private bool IsReady =>
        ring.End >= next + window
        && (clean is null || segmentEnd is not null || ring.End - segmentBegin >= StreamingGate.Needed(next + window - segmentBegin));

    private void QueueIfReady()
    {
        if (isQueued || !HasWork) return;
        isQueued = true;
        ready.Add(this);
    }
}
