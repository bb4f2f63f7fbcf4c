using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.ScriptedStreams;
using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// How well a way to decide finds what the script tells. An event matches the first scripted sound of its label that it overlaps and that no other event has;
/// further events over a matched sound are repeats, neither right nor wrong. Events of a background's own label (rain, while it rains) are not counted.
/// </summary>
internal sealed record DetectionScore
{
    public required double Hours { get; init; }

    public required IReadOnlyList<FoundSound> Sounds { get; init; }

    /// <summary>Label, start in seconds and peak confidence of events that nothing stands behind.</summary>
    public required IReadOnlyList<(string Label, double Start, double End, float Peak)> FalseAlarms { get; init; }

    public required int Repeats { get; init; }

    /// <summary>Seconds of sections whose background is a class of the model, and how many of them its events cover.</summary>
    public required (double Seconds, double Heard) BackgroundAsClass { get; init; }

    public int Found => Sounds.Count(sound => sound.OnsetError is not null);

    public Tally Tally => new(Found, FalseAlarms.Count, Sounds.Count - Found);

    public double FalseAlarmsPerHour => FalseAlarms.Count / Hours;

    public static DetectionScore Of(StreamScores stream, DetectionSetting setting)
    {
        var script = stream.Script;
        var sounds = script.Sounds.Select(sound => new FoundSound(sound)).ToArray();
        List<(string, double, double, float)> alarms = [];
        var (repeats, covered) = (0, 0.0);
        foreach (var (label, start, end, told, peak) in Events(stream, setting))
        {
            var over = sounds.Where(one => one.Sound.Label == label && one.Sound.StartSeconds < end && one.Sound.EndSeconds > start).ToArray();
            var raining = script.Backgrounds.Where(one => one.Name == label && one.StartSeconds < end && one.EndSeconds > start).ToArray();
            covered += raining.Sum(one => Math.Min(one.EndSeconds, end) - Math.Max(one.StartSeconds, start));
            if (over.FirstOrDefault(one => one.OnsetError is null) is { } free)
                (free.OnsetError, free.OffsetError, free.ToldAfter) = (start - free.Sound.StartSeconds, end - free.Sound.EndSeconds, told - free.Sound.StartSeconds);
            else if (over.Length > 0) repeats++;
            else if (raining.Length == 0) alarms.Add((label, start, end, peak));
        }

        return new()
        {
            Hours = script.DurationSeconds / 3600,
            Sounds = sounds,
            FalseAlarms = alarms,
            Repeats = repeats,
            BackgroundAsClass = (script.Backgrounds.Where(one => stream.Classes.Contains(one.Name)).Sum(one => one.EndSeconds - one.StartSeconds), covered),
        };
    }

    /// <summary>Both together.</summary>
    public static DetectionScore operator +(DetectionScore left, DetectionScore right) => new()
    {
        Hours = left.Hours + right.Hours,
        Sounds = [.. left.Sounds, .. right.Sounds],
        FalseAlarms = [.. left.FalseAlarms, .. right.FalseAlarms],
        Repeats = left.Repeats + right.Repeats,
        BackgroundAsClass = (left.BackgroundAsClass.Seconds + right.BackgroundAsClass.Seconds, left.BackgroundAsClass.Heard + right.BackgroundAsClass.Heard),
    };

    private static IEnumerable<(string Label, double Start, double End, double Told, float Peak)> Events(StreamScores stream, DetectionSetting setting)
    {
        SoundRule[] rules =
        [
            .. stream.Classes.Index().Where(one => !BackgroundClasses.IsBackground(one.Item)).Select(one =>
            {
                var start = setting.Threshold ?? stream.Thresholds.GetValueOrDefault(one.Item, SoundRule.DefaultStartThreshold);
                return new SoundRule { Name = one.Item, Classes = [one.Index], StartThreshold = start, ReleaseThreshold = start * setting.ReleaseShare };
            }),
        ];
        var tracker = new EventTracker(rules, setting.Options with { UpdateInterval = TimeSpan.Zero }, stream.Classes.Count, isSoftmax: true);
        var gate = new EnergyGate(setting.Gate);
        var told = new double[rules.Length];
        List<EventChange> changes = [];
        for (var k = 0; k <= stream.Patches.Count; k++)
        {
            changes.Clear();
            if (k == stream.Patches.Count) tracker.Break(changes);
            else Push(stream.Patches[k]);
            foreach (var change in changes)
            {
                if (change.Phase == EventPhase.Start) told[change.Sound] = stream.Patches[k].End / 16_000.0;
                else yield return (rules[change.Sound].Name, change.StartSample / 16_000.0, change.EndSample / 16_000.0, told[change.Sound], change.PeakConfidence);
            }
        }

        void Push(HeardPatch patch)
        {
            var isOpen = gate.IsOpen(patch.LoudestDbfs);
            tracker.Push(
                new()
                {
                    StartSample = patch.Start, EndSample = patch.End, HopSamples = 7_680, OnsetSample = patch.Onset, OffsetSample = patch.Offset,
                    LevelDbfs = patch.LevelDbfs, IsGated = !isOpen, Scores = isOpen ? patch.Scores : [],
                },
                changes);
        }
    }

    /// <summary>A scripted sound and what became of it.</summary>
    internal sealed class FoundSound(ScriptedSound sound)
    {
        public ScriptedSound Sound { get; } = sound;

        /// <summary>Start of its event minus its own, in seconds; null where it was missed.</summary>
        public double? OnsetError { get; set; }

        public double OffsetError { get; set; }

        /// <summary>From its beginning to the end of the deciding patch.</summary>
        public double ToldAfter { get; set; }
    }
}
