using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Golden;
using Xunit;
using static Audio2Mqtt.Torch.Tests.Streaming.PreparedListening;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class PreparedListeningTests : IDisposable
{
    private readonly SoundModel trained = Model(Denoised);
    private readonly ListeningModel model;

    public PreparedListeningTests() => model = ListeningModel.Of(trained);

    public void Dispose()
    {
        model.Dispose();
        trained.Dispose();
    }

    private int Window => model.Patch.WindowSamples;

    [Theory]
    [InlineData(9.37, null)]
    [InlineData(9.37, 0.1)]
    [InlineData(9.37, 0.5)]
    [InlineData(5.2, 0.1)]
    [InlineData(4.9, null)]
    [InlineData(1.7, 0.1)]
    [InlineData(0.3, null)]
    [InlineData(0.0000625, null)]
    public async Task A_recording_is_heard_to_the_last_bit_as_a_prepared_file_is(double seconds, double? hopSeconds)
    {
        var samples = Tones(seconds, seed: 31);
        var source = Source(ScriptedCapture.Recording(samples), model, hopSeconds);
        var sink = new RecordedSink { WantsReports = true };
        await new Listener([source]).RunAsync(sink, CancellationToken.None);
        Assert.Equal(Expected(samples, model, source.HopSamples, Denoised), Heard(sink));
        Assert.Equal(samples.Length, sink.Reports[^1].EndSample);
    }

    [Theory]
    [InlineData(1_001, null)]
    [InlineData(37, 0.1)]
    [InlineData(1_600, 0.33)]
    public async Task A_live_source_is_heard_as_the_same_sound_from_a_file(int block, double? hopSeconds)
    {
        var samples = Tones(9.37, seed: 32);
        var (sink, hop) = await ListenLive(samples, block, hopSeconds);
        Assert.Equal(Expected(samples, model, hop, Denoised)[..Whole(samples.Length, hop)], Heard(sink));
    }

    [GoldenFact]
    public async Task YAMNet_hears_a_file_and_a_live_source_alike_where_noise_is_taken_off_though_it_was_not_trained_so()
    {
        using var network = GenuineYamnet.Load("lite6");
        using var yamnet = ListeningModel.OfYamnet(network);
        Assert.Null(yamnet.Preparation);
        var samples = Tones(7, seed: 33);
        var source = Source(ScriptedCapture.Recording(samples), yamnet) with { Preparation = Denoised };
        var sink = new RecordedSink { WantsReports = true };
        await new Listener([source]).RunAsync(sink, CancellationToken.None);
        Assert.Equal(Expected(samples, yamnet, source.HopSamples, Denoised), Heard(sink));
    }

    [Fact]
    public async Task Levels_and_positions_are_those_of_the_sound_as_it_came()
    {
        var samples = Tones(8, seed: 34);
        var denoised = new RecordedSink { WantsReports = true };
        var plain = new RecordedSink { WantsReports = true };
        await new Listener([Source(ScriptedCapture.Recording(samples), model)]).RunAsync(denoised, CancellationToken.None);
        await new Listener([Source(ScriptedCapture.Recording(samples), model) with { Preparation = new() }]).RunAsync(plain, CancellationToken.None);
        Assert.Equal(plain.Reports.Select(Levels), denoised.Reports.Select(Levels));
        Assert.NotEqual(Heard(plain), Heard(denoised));
        Assert.Equal(Expected(samples, model, Source(ScriptedCapture.Recording(samples), model).HopSamples, new()), Heard(plain));

        static string Levels(HopReport report) => $"{report.EndSample} {report.LevelDbfs:R} {report.RmsDbfs:R} {report.PeakDbfs:R} {report.FloorDbfs:R}";
    }

    [Theory]
    [InlineData(2.3)]
    [InlineData(0.2)]
    [InlineData(7.1)]
    public async Task An_interruption_ends_what_was_held_back_and_what_comes_then_begins_anew(double seconds)
    {
        var (before, after) = (Tones(seconds, seed: 35), Tones(6.1, seed: 36));
        var capture = new ScriptedCapture(isLive: true);
        var sink = new RecordedSink { WantsReports = true };
        var source = Source(capture, model);
        var listener = new Listener([source], new() { FirstWait = TimeSpan.FromMilliseconds(1) });
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        var hop = source.HopSamples;
        await Give(capture, before, 320, hop, sink);
        capture.Break("unplugged");
        var (first, second) = (Whole(before.Length, hop), Whole(after.Length, hop));
        await Until(() => capture.Opened == 2);
        Assert.Equal(Expected(before, model, hop, Denoised)[..first], Heard(sink));
        await Give(capture, after, 320, hop, sink);
        await Until(() => listener.Statistics()[0].Listened == SampleClock.Duration(before.Length + after.Length));
        await stop.CancelAsync();
        await running;

        Assert.Equal(Expected(after, model, hop, Denoised)[..second], Heard(sink)[first..]);
        Assert.Equal(before.Length + Window + ((second - 1) * (long)hop), sink.Reports[^1].EndSample);
        Assert.Equal(0, listener.Statistics()[0].Dropped);
    }

    [Fact]
    public async Task What_was_held_back_in_the_first_five_seconds_is_not_late()
    {
        // All at once, and 38 hops of it are ready at once.
        var samples = Tones(5.3, seed: 37);
        var (sink, hop) = await ListenLive(samples, 320, 0.1, atOnce: true);
        Assert.Equal(Expected(samples, model, hop, Denoised)[..Whole(samples.Length, hop)], Heard(sink));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(60)]
    public async Task A_detector_that_is_too_slow_hears_less_but_never_late(int seconds)
    {
        // Of 60 s not even the samples are there any more: what is missing counts as silence.
        var capture = new ScriptedCapture(isLive: true);
        using var hold = new ManualResetEventSlim(initialState: true);
        var sink = new RecordedSink { WantsReports = true };
        var listener = new Listener([Source(capture, model)]);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(new HeldSink(sink, hold), stop.Token);
        await Give(capture, new float[11 * 16_000], 320, 4_000, sink); // the first ten seconds may be caught up with
        hold.Reset();
        capture.Give(new float[seconds * 16_000]);
        await Until(() => listener.Statistics()[0].Listened == TimeSpan.FromSeconds(11 + seconds));
        hold.Set();
        var hops = Ready((11 + seconds) * 16_000, Window, 4_000);
        await Until(() => listener.Statistics()[0].TotalChunks == hops);
        await Until(() => sink.Reports.Count + listener.Statistics()[0].Dropped == hops);
        await stop.CancelAsync();
        await running;
        Assert.InRange(listener.Statistics()[0].Dropped, (seconds * 4) - 6, seconds * 4); // all but those in work at the beginning, and two at the end
    }

    [Fact]
    public void A_preparation_is_the_model_s_unless_the_source_has_its_own()
    {
        Assert.Equal(Denoised, model.Preparation);
        Assert.Null(Source(ScriptedCapture.Recording([0]), model).Preparation);
    }

    private int Whole(int samples, int hop) => samples < Window ? 0 : 1 + ((samples - Window) / hop);

    // A hop at a time, and what can be heard then is waited for: nothing is dropped.
    private async Task Give(ScriptedCapture capture, float[] samples, int block, int hop, RecordedSink sink)
    {
        var before = sink.Reports.Count;
        for (var at = 0; at < samples.Length;)
        {
            var part = samples[at..Math.Min(samples.Length, at + hop)];
            at += part.Length;
            capture.Give(part, block);
            var ready = before + Ready(at, Window, hop);
            await Until(() => sink.Reports.Count >= ready);
            Assert.Equal(ready, sink.Reports.Count);
        }
    }

    private async Task<(RecordedSink Sink, int Hop)> ListenLive(float[] samples, int block, double? hopSeconds, bool atOnce = false)
    {
        var capture = new ScriptedCapture(isLive: true);
        var source = Source(capture, model, hopSeconds);
        var sink = new RecordedSink { WantsReports = true };
        var listener = new Listener([source]);
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        if (atOnce) capture.Give(samples, block);
        else await Give(capture, samples, block, source.HopSamples, sink);
        await Until(() => listener.Statistics()[0].Listened == SampleClock.Duration(samples.Length));
        await stop.CancelAsync();
        await running;
        Assert.Equal(0, listener.Statistics()[0].Dropped);
        return (sink, source.HopSamples);
    }
}
