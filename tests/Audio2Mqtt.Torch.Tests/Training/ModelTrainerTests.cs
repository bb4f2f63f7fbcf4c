using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

[Collection(ClassifierTests.CountsTensors)]
public sealed class ModelTrainerTests : IDisposable
{
    private static readonly EmbeddingDescription Spectra = EmbeddingDescription.Of(new SpectrumOptions { Bins = 80, WindowSeconds = 0.5, LowHz = 0, HighHz = 8000 });

    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_held_out_was_never_trained_on_not_even_a_piece_of_its_recording()
    {
        // 32 recordings of two equal pieces: a tone each, 200 Hz (two bins) apart, of a class by lot. Who has heard one piece knows the other;
        // who has not can only guess.
        var random = new Random(2);
        var clips = Enumerable.Range(0, 32).SelectMany(k =>
        {
            var name = random.Next(2) == 0 ? "heads" : "tails";
            return new[] { 0, 1 }.Select(piece => Clip($"{k}-{piece}.wav", 250 + (200 * k), name, $"recording{k}"));
        });
        using var data = await Embed([.. clips]);
        using var outcome = new ModelTrainer(new() { Folds = 4, Trainer = Options }).Train(data);
        Assert.Equal(64, outcome.HeldOut.Clips!.Clips);
        Assert.InRange(outcome.HeldOut.Clips.Accuracy, 0, 0.75); // by lot: 24 of 32 or more happens in 0.4 % of draws
        var held = outcome.HeldOutClips.Select(clip => data.Dataset.Clips[clip].Recording).ToHashSet();
        Assert.All(data.Clips.Except(outcome.HeldOutClips), clip => Assert.DoesNotContain(data.Dataset.Clips[clip].Recording, held));

        // The head that comes out has heard everything.
        Assert.All(data.Judge(outcome.Head, data.Clips), item => Assert.Equal(item.Label, Calibration.None.Predict(item, 2).Predicted));
    }

    [Fact]
    public async Task Recordings_that_leave_nothing_to_hold_out_are_an_error()
    {
        using var data = await Embed([Clip("a.wav", 500, "a", "one"), Clip("b.wav", 900, "b", "one"), Clip("c.wav", 1500, "c", "two")]);
        var error = Assert.Throws<DatasetException>(() => new ModelTrainer(new()).Train(data));
        Assert.Contains("every class comes from one recording", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_while_everything_is_learnt_keeps_the_validated_head()
    {
        using var data = await Embed([.. Enumerable.Range(0, 20).Select(k => Clip($"{k}.wav", k % 2 == 0 ? 500 : 4000, k % 2 == 0 ? "low" : "high", $"{k}"))]);
        using var stop = new CancellationTokenSource();
        var progress = new Told(value =>
        {
            if (value is { Stage: TrainingStage.Training, Done: 2 }) stop.Cancel();
        });
        using var outcome = new ModelTrainer(new() { Trainer = Options }).Train(data, progress, stop.Token);
        Assert.True(outcome.IsInterrupted);
        Assert.Same(outcome.Validated, outcome.Head);
        Assert.Equal(1, outcome.HeldOut.Clips!.Accuracy);
    }

    private static TrainerOptions Options => new() { Head = new() { Hidden = [32] }, Epochs = 40, LearningRate = 0.01, IsStandardised = true };

    private ClipSource Clip(string name, double hertz, string className, string recording) =>
        new() { Path = folder.Wav(name, Signals.Tone(hertz, 16_000, 16_000)), ClassName = className, Recording = recording };

    private async Task<EmbeddedDataset> Embed(IReadOnlyList<ClipSource> clips)
    {
        var dataset = new Dataset
        {
            Folder = folder.Path, Classes = [.. clips.Select(clip => clip.ClassName).Distinct().Order(StringComparer.Ordinal)], Clips = clips,
        };
        using var embedder = Embedders.For(Spectra);
        return await EmbeddedDataset.CreateAsync(dataset, new ClipEmbedder(embedder, Spectra.Key), embedder.Size, [], 0);
    }

    private sealed class Told(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}
