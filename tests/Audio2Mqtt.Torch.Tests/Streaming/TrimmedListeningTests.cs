using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;
using static Audio2Mqtt.Torch.Tests.Features.NoisyTones;
using static Audio2Mqtt.Torch.Tests.Streaming.PreparedListening;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>Trimming where sound has no ends: patches of half a second, a quarter apart, and a tone from the first to the second second.</summary>
public sealed class TrimmedListeningTests : IDisposable
{
    private readonly SoundModel trained = Model(new() { TrimTopDb = 20 });
    private readonly ListeningModel model;

    public TrimmedListeningTests() => model = ListeningModel.Of(trained);

    public void Dispose()
    {
        model.Dispose();
        trained.Dispose();
    }

    [Fact]
    public async Task Silence_after_a_sound_is_passed_over_for_two_seconds_and_heard_again_if_it_lasts()
    {
        // The last patch with the tone in it is the seventh; until the fifteenth it is in the two seconds that are remembered.
        var (gated, statistics) = await Gated(ToneInNoise(30), null);
        Assert.Equal(Enumerable.Range(8, 8), gated);
        Assert.Equal((31, 23, 8), (statistics.TotalChunks, statistics.ProcessedChunks, statistics.SkippedSilent));
    }

    [Fact]
    public async Task Silence_is_what_is_silence_once_noise_was_taken_off()
    {
        Assert.Empty((await Gated(ToneInNoise(10), null)).Gated);
        Assert.Empty((await Gated(ToneInNoise(10), new() { Denoise = true })).Gated);

        // What the gate's frames carry of the tone's end into the eighth patch is heard in it.
        Assert.Equal(Enumerable.Range(9, 7), (await Gated(ToneInNoise(10), new() { Denoise = true, TrimTopDb = 20 })).Gated);
    }

    [Fact]
    public async Task After_an_interruption_no_sound_is_remembered()
    {
        var samples = ToneInNoise(30);
        var capture = new ScriptedCapture(isLive: true);
        var sink = new RecordedSink { WantsReports = true };
        var listener = new Listener([Source(capture, model)], new() { FirstWait = TimeSpan.FromMilliseconds(1) });
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(sink, stop.Token);
        for (var at = 0; at < 32_000; at += 4_000) // to the tone's end
        {
            capture.Give(samples[at..(at + 4_000)]);
            var heard = Math.Max(0, at / 4_000);
            await Until(() => sink.Reports.Count == heard);
        }

        capture.Break("unplugged");
        capture.Give(samples[40_000..48_000]);
        await Until(() => sink.Reports.Count == 8);
        await stop.CancelAsync();
        await running;
        Assert.DoesNotContain(sink.Reports, report => report.IsGated);
    }

    private static float[] ToneInNoise(double snrDb) => Mix(Tone(1000, 1, 2, 8), Noise(NoiseColour.White, 8, seed: 41), snrDb);

    private async Task<(int[] Gated, SourceStatistics Statistics)> Gated(float[] samples, SoundPreparation? preparation)
    {
        var sink = new RecordedSink { WantsReports = true };
        var listener = new Listener([Source(ScriptedCapture.Recording(samples), model) with { Preparation = preparation }]);
        await listener.RunAsync(sink, CancellationToken.None);
        return ([.. sink.Reports.Index().Where(one => one.Item.IsGated).Select(one => one.Index)], listener.Statistics()[0]);
    }
}
