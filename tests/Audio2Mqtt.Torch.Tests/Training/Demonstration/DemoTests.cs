using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Golden;
using Audio2Mqtt.Torch.Tests.Streaming;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Demonstration;
using Xunit;
using Xunit.Abstractions;

namespace Audio2Mqtt.Torch.Tests.Training.Demonstration;

public sealed class DemoTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("a2m-demo-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_seed_makes_the_same_clip_again_and_another_seed_another_one()
    {
        foreach (var name in DemoSounds.Names)
        {
            var clip = DemoSounds.Clip(name, 1);
            Assert.Equal(clip, DemoSounds.Clip(name, 1));
            Assert.NotEqual(clip, DemoSounds.Clip(name, 2));
            Assert.InRange(AudioLevel.Peak(clip), 1e-3f, 0.99f);
            Assert.Equal(32_000, clip.Length);
        }

        Assert.Throws<ArgumentException>(() => DemoSounds.Clip("cow", 1));
    }

    [Fact]
    public Task A_model_of_spectra_hears_the_stream_without_any_weights() => Hears(null);

    [GoldenFact]
    public async Task A_model_of_embeddings_hears_the_stream()
    {
        using var network = GenuineYamnet.Load("lite6");
        await Hears(network);
    }

    private async Task Hears(Yamnet? network)
    {
        DemoScript.WriteClips(Path.Combine(folder, "clips"), 10, seed: 1);
        var cues = DemoScript.WriteStream(Path.Combine(folder, "stream.wav"), 20, seed: 2);
        Assert.Equal(["alarm", "beeps", "doorbell", "knock", "siren", "alarm"], cues.Select(cue => cue.Name));
        using var result = await new TrainingRun(new()
        {
            Dataset = new DatasetScanner().Scan(Path.Combine(folder, "clips")),
            Output = Path.Combine(folder, "model"),
            Spectrum = network is null ? new SpectrumOptions() : null,
        }).RunAsync(network);
        output.WriteLine($"accuracy {result.HeldOut.Clips!.Accuracy:0.000}; thresholds {string.Join(", ", result.Model.Description.Thresholds)}");
        Assert.InRange(result.HeldOut.Clips.Accuracy, 0.9, 1);

        using var model = ListeningModel.Of(result.Model, network);
        var sink = new RecordedSink();
        using var reader = AudioInput.OpenMono16k(Path.Combine(folder, "stream.wav"));
        await new Listener([new()
        {
            Name = "demo",
            Capture = ScriptedCapture.Recording(reader.ReadToEnd()),
            Model = model,
            Sounds = [.. model.Classes.Index().Where(one => one.Item != "background").Select(one => new SoundRule { Name = one.Item, Classes = [one.Index], StartThreshold = 0.5f, ReleaseThreshold = 0.3f })],
            Detection = new() { SmoothingPatches = 2 },
        }]).RunAsync(sink, CancellationToken.None);
        foreach (var one in sink.Events) output.WriteLine($"{one.Phase} {one.Sound} {one.StartSample / 16_000.0:0.00} to {one.EndSample / 16_000.0:0.00} {one.PeakConfidence:0.00}");
        var heard = sink.Events.Where(one => one.Phase == EventPhase.End).ToList();
        Assert.All(cues, cue => Assert.Contains(heard, one => one.Sound == cue.Name && one.StartSample / 16_000.0 < cue.End.TotalSeconds && one.EndSample / 16_000.0 > cue.Start.TotalSeconds));
        Assert.InRange(heard.Count, cues.Count, cues.Count + 2); // an alarm in two halves, or a wrong name for a moment
    }
}
