using Audio2Mqtt.Torch.Events;
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

    /// <summary>Events that nothing stands behind, and what was to be heard instead.</summary>
    public required IReadOnlyList<(HeardEvent Event, string Instead)> FalseAlarms { get; init; }

    public required int Repeats { get; init; }

    /// <summary>Seconds of sections whose background is a class of the model, and how many of them its events cover.</summary>
    public required (double Seconds, double Heard) BackgroundAsClass { get; init; }

    public int Found => Sounds.Count(sound => sound.OnsetError is not null);

    public Tally Tally => new(Found, FalseAlarms.Count, Sounds.Count - Found);

    public double FalseAlarmsPerHour => FalseAlarms.Count / Hours;

    public static DetectionScore Of(StreamScores stream, DetectionSetting setting) => Of(stream, Events(stream, setting));

    public static DetectionScore Of(StreamScores stream, IEnumerable<HeardEvent> events)
    {
        var script = stream.Script;
        var sounds = script.Sounds.Select(sound => new FoundSound(sound)).ToArray();
        List<(HeardEvent, string)> alarms = [];
        var (repeats, covered) = (0, 0.0);
        foreach (var one in events)
        {
            var (label, start, end, told, _) = one;
            var heard = sounds.Where(sound => sound.Sound.StartSeconds < end && sound.Sound.EndSeconds > start).ToArray();
            var over = heard.Where(sound => sound.Sound.Label == label).ToArray();
            var raining = script.Backgrounds.Where(under => under.Name == label && under.StartSeconds < end && under.EndSeconds > start).ToArray();
            covered += raining.Sum(under => Math.Min(under.EndSeconds, end) - Math.Max(under.StartSeconds, start));
            if (over.FirstOrDefault(sound => sound.OnsetError is null) is { } free)
                (free.OnsetError, free.OffsetError, free.ToldAfter) = (start - free.Sound.StartSeconds, end - free.Sound.EndSeconds, told - free.Sound.StartSeconds);
            else if (over.Length > 0) repeats++;
            else if (raining.Length == 0) alarms.Add((one, string.Join(" or ", heard.Select(sound => $"{sound.Sound.Label} {sound.Sound.SnrDb} dB over {sound.Sound.Background}"))));
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

    private static IEnumerable<HeardEvent> Events(StreamScores stream, DetectionSetting setting)
    {
        var rules = setting.Rules(stream.Classes, stream.Thresholds);
        var tracker = new EventTracker(rules, setting.Options with { UpdateInterval = TimeSpan.Zero }, stream.Classes.Count, isSoftmax: true);
        var gate = new EnergyGate(setting.Gate, stream.HopSamples / 16_000.0);
        var told = new double[rules.Count];
        List<EventChange> changes = [];
        for (var k = 0; k <= stream.Patches.Count; k++)
        {
            changes.Clear();
            if (k == stream.Patches.Count) tracker.Break(changes);
            else Push(stream.Patches[k]);
            foreach (var change in changes)
            {
                if (change.Phase == EventPhase.Start) told[change.Sound] = stream.Patches[k].End / 16_000.0;
                else yield return new(rules[change.Sound].Name, change.StartSample / 16_000.0, change.EndSample / 16_000.0, told[change.Sound], change.PeakConfidence);
            }
        }

        void Push(HeardPatch patch)
        {
            var isOpen = gate.IsOpen(patch.LoudestDbfs);
            tracker.Push(
                new()
                {
                    StartSample = patch.Start, EndSample = patch.End, HopSamples = stream.HopSamples, OnsetSample = patch.Onset, OffsetSample = patch.Offset,
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
