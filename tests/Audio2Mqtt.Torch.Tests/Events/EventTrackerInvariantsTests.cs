using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Events;

/// <summary>What holds whatever is heard: random scores that come in runs, gaps, breaks, gated patches, random rules.</summary>
public sealed class EventTrackerInvariantsTests
{
    private const int Classes = 4;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_start_go_on_and_end_forward_without_overlap(int seed)
    {
        var random = new Random(seed);
        var (rules, options) = (Rules(random), Options(random));
        var told = Run(rules, options, seed, random.Next(2) == 0);
        Assert.NotEmpty(told);
        for (var sound = 0; sound < rules.Length; sound++)
        {
            var (isActive, last, rule) = (false, default(EventChange), rules[sound]);
            foreach (var (change, now) in told.Where(one => one.Change.Sound == sound))
            {
                Assert.Equal(change.Phase != EventPhase.Start, isActive);
                Assert.InRange(change.EndSample, change.StartSample, now);
                Assert.True(change.PeakConfidence >= change.Confidence);
                Assert.True(change.EndSample - change.StartSample <= Samples(rule.MaxDuration));
                if (change.Phase == EventPhase.Start)
                {
                    Assert.True(change.Confidence >= rule.StartThreshold || rule.MinDuration > TimeSpan.Zero);
                    if (last != default) Assert.True(change.StartSample >= last.EndSample + Samples(rule.Debounce));
                }
                else
                {
                    Assert.Equal(last.StartSample, change.StartSample);
                    Assert.True(change.EndSample >= last.EndSample);
                    Assert.True(change.PeakConfidence >= last.PeakConfidence && change.LevelDbfs >= last.LevelDbfs);
                    if (change.Phase == EventPhase.End) Assert.True(change.EndSample - change.StartSample >= Samples(rule.MinDuration));
                }

                (isActive, last) = (change.Phase != EventPhase.End, change);
            }

            // The stream's last call is a break.
            Assert.False(isActive);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_sound_does_not_know_of_the_others_and_runs_repeat(int seed)
    {
        var random = new Random(seed);
        var (rules, options, isSoftmax) = (Rules(random), Options(random), random.Next(2) == 0);
        var together = Run(rules, options, seed, isSoftmax);
        Assert.Equal(together, Run(rules, options, seed, isSoftmax));
        for (var sound = 0; sound < rules.Length; sound++)
        {
            var alone = Run([rules[sound]], options, seed, isSoftmax);
            Assert.Equal(together.Where(one => one.Change.Sound == sound).Select(one => one.Change with { Sound = 0 }), alone.Select(one => one.Change));
        }
    }

    private static List<(EventChange Change, long Now)> Run(SoundRule[] rules, DetectionOptions options, int seed, bool isSoftmax)
    {
        var random = new Random(seed + 1000);
        var hop = new[] { 1_600, 7_680, 15_600 }[seed % 3];
        var tracker = new EventTracker(rules, options, Classes, isSoftmax);
        List<(EventChange, long)> told = [];
        List<EventChange> changes = [];
        var scores = new float[Classes];
        long start = 0;
        for (var k = 0; k < 600; k++)
        {
            // Scores stay for a while, as those of sounds do.
            for (var i = 0; i < Classes; i++)
                if (random.Next(4) == 0) scores[i] = random.Next(3) == 0 ? random.NextSingle() : random.Next(2);
            start += hop * (random.Next(30) == 0 ? random.Next(1, 40) : 1);
            var (onset, offset) = (random.Next(15_600), random.Next(15_600));
            if (random.Next(50) == 0) tracker.Break(changes);
            var isGated = random.Next(20) == 0;
            tracker.Push(
                new()
                {
                    StartSample = start, EndSample = start + 15_600, HopSamples = hop, OnsetSample = start + Math.Min(onset, offset), OffsetSample = start + Math.Max(onset, offset),
                    LevelDbfs = -60 * random.NextSingle(), IsGated = isGated, Scores = isGated ? [] : scores,
                },
                changes);
            if (k == 599) tracker.Break(changes);
            told.AddRange(changes.Select(change => (change, start + 15_600)));
            changes.Clear();
        }

        return told;
    }

    private static SoundRule[] Rules(Random random) =>
    [
        .. Enumerable.Range(0, 5).Select(sound =>
        {
            var start = 0.3f + (0.6f * random.NextSingle());
            return new SoundRule
            {
                Name = $"sound {sound}",
                Classes = sound < Classes ? [sound] : [0, 2],
                StartThreshold = start,
                ReleaseThreshold = start * random.NextSingle(),
                Debounce = TimeSpan.FromSeconds(random.Next(3)),
                MinDuration = TimeSpan.FromSeconds(random.Next(2) * random.NextDouble()),
                MaxDuration = TimeSpan.FromSeconds(1 + (10 * random.NextDouble())),
            };
        }),
    ];

    private static DetectionOptions Options(Random random)
    {
        var patches = random.Next(1, 5);
        return new()
        {
            SmoothingPatches = random.Next(1, 4),
            Smoothing = (ScoreSmoothing)random.Next(2),
            Confirm = new(random.Next(1, patches + 1), patches),
            UpdateInterval = TimeSpan.FromSeconds(random.Next(3)),
        };
    }

    private static long Samples(TimeSpan time) => time.Ticks * 16_000 / TimeSpan.TicksPerSecond;
}
