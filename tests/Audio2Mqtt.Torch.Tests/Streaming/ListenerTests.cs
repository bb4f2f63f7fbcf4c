using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Golden;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class ListenerTests : IDisposable
{
    // Frames are computed in other groups than a file's, whose matrix products round otherwise in the last bits.
    private const float SameScore = 1e-5f;

    private readonly Yamnet? network = GoldenData.Available ? GenuineYamnet.Load("lite6") : null;
    private readonly ListeningModel? model;

    public ListenerTests() => model = network is null ? null : ListeningModel.OfYamnet(network);

    public void Dispose()
    {
        model?.Dispose();
        network?.Dispose();
    }

    [GoldenTheory]
    [InlineData(0.48)]
    [InlineData(0.1)]
    [InlineData(0.96)]
    [InlineData(0.33)]
    public async Task Scores_are_those_of_a_file_at_the_same_offsets(double hopSeconds)
    {
        var samples = GoldenData.Samples(GoldenData.Recording("speech_whistling2"));
        var sink = new RecordedSink { WantsReports = true };
        var hop = (int)Math.Round(hopSeconds * 16_000);
        await new Listener([Source(ScriptedCapture.Recording(samples)) with { Hop = TimeSpan.FromSeconds(hopSeconds), Gate = AlwaysOpen }]).RunAsync(sink, CancellationToken.None);

        var padded = new float[LogMel.PaddedLength(samples.Length, hopSeconds)];
        samples.CopyTo(padded, 0);
        using var scorer = new YamnetScorer(network!);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var expected = scorer.Score(scorer.Patches(tensor(padded, [1, padded.Length]), hop)); // [N, 521]
        Assert.Equal(expected.shape[0], sink.Reports.Count);
        foreach (var (k, report) in sink.Reports.Index())
        {
            var row = expected[k].data<float>().ToArray();
            Assert.Equal(Math.Min((k * (long)hop) + 15_600, samples.Length), report.EndSample);
            Assert.All(report.Top, one => Assert.Equal(row[network!.ClassNames.ToList().IndexOf(one.Label)], one.Score, SameScore));
            Assert.Equal(row.Max(), report.Top[0].Score, SameScore);
        }
    }

    [GoldenFact]
    public async Task A_replayed_recording_says_what_was_said_live_to_the_last_bit_alone_or_among_others()
    {
        var samples = Concert();
        var file = await ReportsOf(isLive: false, samples, beside: 0);
        Assert.Equal(file, await ReportsOf(isLive: true, samples, beside: 0));
        Assert.Equal(file, await ReportsOf(isLive: false, samples, beside: 3));
        Assert.Contains(file, report => report.StartsWith("Start", StringComparison.Ordinal));
    }

    [GoldenFact]
    public async Task A_detector_that_is_too_slow_drops_the_oldest_hops_and_counts_them()
    {
        var capture = new ScriptedCapture(isLive: true);
        using var hold = new ManualResetEventSlim();
        var sink = new RecordedSink { WantsReports = true };
        var listener = new Listener([Source(capture) with { Gate = AlwaysOpen }]);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(new HeldSink(sink, hold), stop.Token);
        const int hops = 20;
        capture.Give(new float[15_600 + ((hops - 1) * 7680)]);
        await Until(() => listener.Statistics()[0].Listened >= TimeSpan.FromSeconds(10)); // all of it is in the ring, and the worker held at its first patch
        hold.Set();
        await Until(() => listener.Statistics()[0].TotalChunks == hops);
        await Until(() => sink.Reports.Count + listener.Statistics()[0].Dropped == hops);
        await stop.CancelAsync();
        await running;

        var statistics = listener.Statistics()[0];
        Assert.Equal(hops, statistics.TotalChunks);
        Assert.True(statistics.Dropped >= hops - 5, $"{statistics.Dropped} dropped"); // those in work at the beginning, and two at the end
        Assert.Equal(15_600 + ((hops - 1) * 7680), sink.Reports[^1].EndSample);
        Assert.Single(sink.Statuses, one => one.Reason?.Contains("the machine is too slow", StringComparison.Ordinal) == true);
    }

    [GoldenFact]
    public async Task A_source_that_breaks_ends_its_events_and_is_opened_again()
    {
        var capture = new ScriptedCapture(isLive: true);
        var sink = new RecordedSink();
        var listener = new Listener([Source(capture)], new() { FirstWait = TimeSpan.FromMilliseconds(20) });
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        var miaow = GoldenData.Samples(GoldenData.Recording("miaow_16k"))[..24_000];
        capture.Give(miaow);
        await sink.WaitFor(_ => sink.Events.Any(one => one.Phase == EventPhase.Start));
        capture.Break("the camera is gone");
        await sink.WaitFor(_ => sink.Events.Any(one => one.Phase == EventPhase.End));
        capture.Give(miaow);
        await sink.WaitFor(_ => sink.Statuses.Count(one => one.State == SourceState.Online) == 2);
        await stop.CancelAsync();
        await running;

        Assert.Equal(2, capture.Opened);
        Assert.Contains(sink.Statuses, one => one.State == SourceState.Offline && one.Reason!.Contains("the camera is gone", StringComparison.Ordinal));
        Assert.Equal(1, listener.Statistics()[0].Reopened);
        Assert.True(sink.Statuses[^1] is { State: SourceState.Offline, IsFinal: true });
        Assert.True(sink.IsCompleted);
        Assert.All(sink.Events.GroupBy(one => one.Id), one => Assert.Equal(EventPhase.End, one.Last().Phase));
    }

    [GoldenFact]
    public async Task Waits_for_a_source_grow_to_their_bound_and_the_others_go_on()
    {
        var gone = new ScriptedCapture(isLive: true) { Refusal = "no such device" };
        var sink = new RecordedSink();
        var listener = new Listener(
            [Source(gone), Source(ScriptedCapture.Recording(Concert())) with { Name = "file" }],
            new() { FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(40) });
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        await sink.WaitFor(_ => gone.Opened >= 5 && sink.Statuses.Any(one => one is { Source: "file", IsFinal: true }));
        await stop.CancelAsync();
        await running;

        string[] waits = [.. sink.Statuses.Where(one => one is { Source: "test", IsFinal: false }).Select(one => one.Reason!.Split("in ")[^1])];
        Assert.Equal(["0 s", "0 s", "0 s"], waits[..3].Select(wait => wait)); // 10, 20, 40 ms, told in tenths of seconds
        Assert.Contains(sink.Events, one => one.Source == "file");
    }

    [GoldenFact]
    public async Task A_source_that_stalls_without_closing_is_opened_again()
    {
        var capture = new ScriptedCapture(isLive: true);
        var sink = new RecordedSink();
        var options = new ListenerOptions { StallTimeout = TimeSpan.FromMilliseconds(300), FirstWait = TimeSpan.FromMilliseconds(10) };
        var listener = new Listener([Source(capture)], options);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        capture.Give(new float[3200]);
        await sink.WaitFor(_ => capture.Opened >= 2);
        await stop.CancelAsync();
        await running;

        Assert.Contains(sink.Statuses, one => one.Reason?.StartsWith("no sound for 0.3 s", StringComparison.Ordinal) == true);
    }

    [GoldenFact]
    public async Task A_source_is_switched_off_and_on_while_others_listen()
    {
        var capture = new ScriptedCapture(isLive: true);
        var sink = new RecordedSink();
        var listener = new Listener([Source(capture)]);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        capture.Give(new float[320]);
        await sink.WaitFor(_ => sink.Statuses.Any(one => one.State == SourceState.Online));
        sink.Control!.SetEnabled("test", false);
        await sink.WaitFor(_ => sink.Statuses[^1].State == SourceState.Disabled);
        Assert.False(listener.IsEnabled("test"));
        sink.Control.SetEnabled("test", true);
        capture.Give(new float[320]);
        await sink.WaitFor(_ => sink.Statuses[^1].State == SourceState.Online);
        sink.Control.SetEnabled("nobody", true);
        await stop.CancelAsync();
        await running;
        Assert.Equal(2, capture.Opened);
    }

    [GoldenFact]
    public async Task A_source_that_is_waited_for_is_switched_off_at_once()
    {
        var sink = new RecordedSink();
        var listener = new Listener([Source(new ScriptedCapture(isLive: true) { Refusal = "no such device" })], new() { FirstWait = TimeSpan.FromMinutes(10), LongestWait = TimeSpan.FromMinutes(10) });
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        await sink.WaitFor(_ => sink.Statuses.Count > 0);
        listener.SetEnabled("test", false);
        await sink.WaitFor(_ => sink.Statuses[^1].State == SourceState.Disabled);
        await stop.CancelAsync();
        await running;
    }

    [GoldenFact]
    public async Task A_sink_that_fails_ends_listening_with_its_error()
    {
        var capture = new ScriptedCapture(isLive: true);
        capture.Give(new float[16_000]);
        var listener = new Listener([Source(capture) with { Gate = AlwaysOpen }]);
        var running = listener.RunAsync(new FailingSink(), CancellationToken.None);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("a sink's own fault", error.Message);
    }

    [GoldenFact]
    public async Task A_gated_hop_costs_no_inference()
    {
        var listener = new Listener([Source(ScriptedCapture.Recording(new float[160_000]))]);
        await listener.RunAsync(new RecordedSink(), CancellationToken.None);
        var statistics = listener.Statistics()[0];
        Assert.Equal(LogMel.PatchCount(160_000), statistics.TotalChunks);
        Assert.Equal(statistics.TotalChunks, statistics.SkippedSilent);
        Assert.Equal(0, statistics.ProcessedChunks);
        Assert.Equal(TimeSpan.FromSeconds(10), statistics.Listened);
    }

    [GoldenFact]
    public async Task Listening_leaves_no_tensor_behind()
    {
        // Workers are threads of their own and end; what they have made and not let go counts for the process.
        await new Listener([Source(ScriptedCapture.Recording(Concert()))]).RunAsync(new RecordedSink(), CancellationToken.None);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using var maker = new LogMelPatchMaker(7680);
        var window = new float[15_600];
        for (var k = 0; k < 50; k++)
        {
            using var patch = maker.Next(k * 7680L, window);
            using var embedding = model!.Embed(patch);
            model.Score(embedding, new float[521]);
        }

        maker.Reset();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static EnergyGateOptions AlwaysOpen { get; } = EnergyGateOptions.Off;

    // A cat, silence, whistling, a cat again.
    private static float[] Concert()
    {
        var miaow = GoldenData.Samples(GoldenData.Recording("miaow_16k"));
        return [.. new float[20_000], .. miaow, .. new float[48_000], .. GoldenData.Samples(GoldenData.Recording("speech_whistling2")), .. new float[32_000], .. miaow, .. new float[32_000]];
    }

    private ListeningSource Source(ICaptureSource capture) => new()
    {
        Name = "test",
        Capture = capture,
        Model = model!,
        Sounds = [Rule("Cat"), Rule("Speech"), Rule("Whistling")],
    };

    private SoundRule Rule(string name) => new() { Name = name, Classes = [network!.ClassNames.ToList().IndexOf(name)], StartThreshold = 0.3f, ReleaseThreshold = 0.2f };

    private async Task<List<string>> ReportsOf(bool isLive, float[] samples, int beside)
    {
        ScriptedCapture capture;
        if (isLive)
        {
            capture = new ScriptedCapture(isLive: true);
        }
        else
        {
            capture = ScriptedCapture.Recording(samples);
        }

        var sink = new RecordedSink { WantsReports = true };
        var others = Enumerable.Range(0, beside).Select(k => Source(ScriptedCapture.Recording(samples[(1000 * (k + 1))..])) with { Name = $"other {k}" });
        var listener = new Listener([Source(capture), .. others]);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        if (isLive)
        {
            // A hop at a time, as it comes from a device, only faster: nothing is dropped.
            for (var at = 0; at < samples.Length; at += 7680)
            {
                var part = samples[at..Math.Min(samples.Length, at + 7680)];
                var heard = at + part.Length;
                capture.Give(part);
                var hops = heard < 15_600 ? 0 : 1 + ((heard - 15_600) / 7680);
                await Until(() => sink.Reports.Count(report => report.Source == "test") >= hops);
            }

            await stop.CancelAsync();
        }

        await running;
        // The end of a recording is padded, a live source's is not: both are compared as far as whole patches go. Wall time is another's.
        var whole = 1 + ((samples.Length - 15_600) / 7680);
        return
        [
            .. sink.Events.Where(one => one.Source == "test" && one.EndSample <= 15_600 + ((whole - 1) * 7680L) && one.Phase != EventPhase.End)
                .Select(one => $"{one.Phase} {one.Sound} {one.StartSample} {one.EndSample} {one.Confidence:R} {one.PeakConfidence:R} {one.LevelDbfs:R} {string.Join(' ', one.Top)}"),
            .. sink.Reports.Where(one => one.Source == "test").Take(whole)
                .Select(one => $"{one.EndSample} {one.LevelDbfs:R} {one.FloorDbfs:R} {one.IsGated} {string.Join(' ', one.Top)} {string.Join(' ', one.Sounds)}"),
        ];
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(2, limit.Token);
    }

    private sealed class FailingSink : IEventSink
    {
        public bool WantsReports => true;

        public void Write(SoundEvent soundEvent)
        {
        }

        public void Write(HopReport report) => throw new InvalidOperationException("a sink's own fault");
    }
}
