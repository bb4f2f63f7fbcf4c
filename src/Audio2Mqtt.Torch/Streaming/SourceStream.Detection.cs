using System.Buffers;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Preparation;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <content>The detector's side: patches out of the ring, scores into events. One worker at a time.</content>
internal sealed partial class SourceStream
{
    // One patch and one hop of backlog: what is older is not worth hearing any more.
    private const int LiveHopsABatch = 2;

    private const int RecordedHopsABatch = 8;

    private readonly LevelMeter meter;
    private readonly EnergyGate energyGate;
    private readonly EventTracker tracker;
    private readonly IPatchMaker patches;
    private readonly CleanSound? clean; // null where noise stays
    private readonly LiveTrim? trim;    // null where silence stays
    private readonly EventWriter events;
    private readonly ClipKeeper? clips;
    private readonly float[] scores;
    private readonly List<EventChange> changes = [];
    private readonly DropReport drops;
    private long totalHops;
    private long processedHops;
    private long silentHops;
    private long droppedHops;

    /// <summary>Takes the patches that are ready.</summary>
    /// <param name="batch">Gets them, in order; their tensors are its own.</param>
    public void Collect(List<HopWork> batch)
    {
        var samples = ArrayPool<float>.Shared.Rent(clean is null ? window : 2 * window);
        try
        {
            if (clean is not null) TakeNoiseOff(clean);
            var heard = samples.AsSpan(0, window);
            var prepared = clean is null ? heard : samples.AsSpan(window, window);
            var most = source.Capture.IsLive ? LiveHopsABatch : RecordedHopsABatch;
            for (var k = 0; k < most && TakeWindow(heard, out var position, out var arrived); k++)
            {
                clean?.Ring.Copy(position, prepared);
                batch.Add(Measure(heard, prepared, position, arrived));
            }

            if (drops.IsDue(droppedHops)) drops.Update(droppedHops);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(samples);
        }
    }

    /// <summary>Judges a patch.</summary>
    /// <param name="work">One of <see cref="Collect"/>, in order.</param>
    /// <param name="embedding">[1, size], borrowed; null where the energy gate was shut.</param>
    public void Judge(in HopWork work, Tensor? embedding)
    {
        if (embedding is not null) Model.Score(embedding, scores);
        long end;
        lock (gate) end = Math.Min(work.Position + window, heardEnd);
        changes.Clear();
        var patch = new PatchObservation
        {
            StartSample = work.Position,
            EndSample = end,
            HopSamples = hop,
            OnsetSample = Math.Min(work.Onset, end),
            OffsetSample = Math.Min(work.Offset, end),
            LevelDbfs = work.PatchDbfs,
            IsGated = embedding is null,
            Scores = embedding is null ? [] : scores,
        };
        tracker.Push(patch, changes);
        if (changes.Count > 0) Write(work.ArrivedAt, embedding is null ? [] : scores);
        if (clips is not null) KeepClips(end);
        if (sink.WantsReports) events.Report(work, end, embedding is null ? [] : scores, tracker.Smoothed);
    }

    /// <summary>After the patches of <see cref="Collect"/> are judged: goes back into the queue, ends what an interruption has ended, or waits for more.</summary>
    public void Release()
    {
        while (true)
        {
            lock (gate)
            {
                if (IsReady)
                {
                    ready.Add(this);
                    return;
                }

                if (segmentEnd is null)
                {
                    isQueued = false;
                    return;
                }
            }

            Break();
        }
    }

    // Of what has come since the last time; at the end of all sound, also of what the gate still holds.
    private void TakeNoiseOff(CleanSound cleaner)
    {
        long? end;
        while (TakeSound(cleaner, out end)) cleaner.Clean();
        if (end is { } over) cleaner.Complete(over);
    }

    private bool TakeSound(CleanSound cleaner, out long? end)
    {
        lock (gate)
        {
            end = segmentEnd;
            return cleaner.Take(ring, Math.Min(ring.End, heardEnd));
        }
    }

    private bool TakeWindow(Span<float> samples, out long position, out long arrived)
    {
        lock (gate)
        {
            if (source.Capture.IsLive) DropLate();
            (position, arrived) = (next, arrivedAt);
            if (Sound.End < next + window) return false;
            ring.Copy(position, samples);
            next += hop;
            totalHops++;
            Monitor.PulseAll(gate);
            return true;
        }
    }

    // What patches are made of.
    private SampleRing Sound => clean?.Ring ?? ring;

    // Under the lock: leaves out what is too old to be worth hearing.
    private void DropLate()
    {
        var available = Sound.End < next + window ? 0 : 1 + ((Sound.End - next - window) / hop);
        var late = available - MostHopsBehind;

        // Where all workers were away for long, not even the levels are known any more.
        if (clean is not null) late = Math.Max(late, (ring.Begin - next + hop - 1) / hop);
        if (late > 0) (droppedHops, totalHops, next) = (droppedHops + late, totalHops + late, next + (late * hop));
    }

    // What was held back is not late; until it is caught up with, as much again may come.
    private long MostHopsBehind =>
        clean is not null && (segmentEnd is not null || next - segmentBegin < 2 * StreamingGate.WarmUpSamples)
            ? LiveHopsABatch + (StreamingGate.WarmUpSamples / hop)
            : LiveHopsABatch;

    // Levels are those of the sound as it came; what the network hears is prepared.
    private HopWork Measure(ReadOnlySpan<float> samples, ReadOnlySpan<float> prepared, long position, long arrived)
    {
        meter.Measure(samples, hop);
        var isOpen = energyGate.IsOpen(meter.LoudestDbfs);
        if (trim is not null && trim.IsSilence(prepared)) isOpen = false;
        var patch = isOpen ? patches.Next(position, prepared) : null;
        Interlocked.Increment(ref isOpen ? ref processedHops : ref silentHops);
        var news = samples[^Math.Min(hop, samples.Length)..];
        return new(
            this, position, patch, meter.LoudestDbfs, meter.PatchDbfs, AudioLevel.ToDbfs(AudioLevel.Rms(news)), AudioLevel.ToDbfs(AudioLevel.Peak(samples)),
            energyGate.FloorDbfs, position + meter.Onset, position + meter.Offset, arrived);
    }

    private void Write(long arrived, ReadOnlySpan<float> heard)
    {
        foreach (var change in changes)
        {
            var told = events.Write(change, heard, arrived, clips);
            if (change.Phase == EventPhase.End) clips?.End(told.Id, change.EndSample);
        }
    }

    private void KeepClips(long end)
    {
        lock (gate) clips!.Advance(ring, end);
    }

    private void Break()
    {
        changes.Clear();
        tracker.Break(changes);
        Write(time.GetTimestamp(), []);
        if (clips is not null)
        {
            lock (gate) clips.Finish(ring, Math.Min(ring.End, heardEnd));
        }

        patches.Reset();
        trim?.Reset();
        lock (gate)
        {
            (next, segmentEnd) = (ring.End, null);
            clean?.Restart(next);
            Monitor.PulseAll(gate);
        }
    }
}
