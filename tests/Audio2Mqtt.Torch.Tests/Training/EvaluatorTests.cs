using System.Text.Json;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class EvaluatorTests : IDisposable
{
    private const int Rate = 16_000;
    private static readonly DatasetOptions One = new() { MinimumClasses = 1 };

    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Clips_are_judged_and_what_cannot_be_read_is_told()
    {
        Tones();
        folder.Write("low/broken.wav", "RIFF no"u8);
        var result = await Evaluate();
        Assert.Equal(1, result.Report.Clips!.Accuracy);
        Assert.Equal(7, result.Report.Clips.Clips);
        Assert.Equal([[1, 0, 0], [0, 3, 0], [0, 0, 3]], result.Report.Clips.Confusion);
        Assert.EndsWith("broken.wav", Assert.Single(result.LeftOut).Name, StringComparison.Ordinal);
        Assert.Empty(result.Report.Mistakes);
    }

    [Fact]
    public async Task Noise_conditions_come_in_the_order_asked_for()
    {
        Tones();
        var result = await Evaluate(new() { Noise = [new(NoiseColour.White, 60), new(NoiseColour.White, -20), new(NoiseColour.Brown, 60)] });
        Assert.Equal([("white", 60), ("white", -20), ("brown", 60)], result.Report.Noise.Select(one => (one.Noise, one.SnrDb)));

        // 60 dB below nobody hears it; white noise ten times as loud as the clip moves fast and is high whatever the clip is.
        Assert.Equal(1, result.Report.Noise[0].Accuracy);
        Assert.True(result.Report.Noise[1].Accuracy < 0.6);
        Assert.Equal(1, result.Report.Noise[2].Accuracy);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_report()
    {
        Tones();
        var options = new EvaluationOptions { Noise = [new(NoiseColour.Pink, 0)], Seed = 5 };
        Assert.Equal(await Text(options), await Text(options));
        Assert.NotEqual(await Text(options), await Text(options with { Seed = 6 }));

        async Task<string> Text(EvaluationOptions asked) => JsonSerializer.Serialize((await Evaluate(asked)).Report, EvaluationJson.Default.EvaluationReport);
    }

    [Fact]
    public async Task A_class_that_the_model_does_not_know_is_an_error_that_names_both_sides()
    {
        Tones();
        folder.Noise("dog/1.wav");
        var error = await Assert.ThrowsAsync<DatasetException>(() => Evaluate());
        Assert.Equal(
            $"{folder.Path}: the class dog is not in the model, which knows background, high, low; rename the folders or labels, or leave them out", error.Message);
    }

    [Fact]
    public async Task Some_of_the_models_classes_are_enough_and_the_others_are_told()
    {
        folder.Wav("low/1.wav", Signals.Tone(200, Rate, 3 * Rate));
        var result = await Evaluate();
        Assert.Equal(1, result.Report.Clips!.Accuracy);
        Assert.Contains("no clip of background, high: how well they are known is not measured", result.Report.Warnings);
        Assert.DoesNotContain(result.Report.Warnings, warning => warning.Contains("under 20 clips", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_unusable_clips_are_an_error()
    {
        folder.Wav("low/1.wav", new float[Rate]);
        var error = await Assert.ThrowsAsync<DatasetException>(() => Evaluate());
        Assert.Contains("no clip can be judged: is silent", error.Message, StringComparison.Ordinal);
    }

    // 100 s, more than one block of the judge: low from 9.6 to 14.4 s, high from 60 to 64.8 s (unlabelled: a false alarm), else silence.
    [Fact]
    public async Task Long_recordings_are_scored_as_by_a_detector()
    {
        var samples = new float[100 * Rate];
        Signals.Tone(200, Rate, (int)(4.8 * Rate)).CopyTo(samples, (int)(9.6 * Rate));
        Signals.Tone(4000, Rate, (int)(4.8 * Rate)).CopyTo(samples, 60 * Rate);
        folder.Wav("night.wav", samples);
        folder.Write("night.txt", "0\t9.6\tbackground\n9.6\t14.4\tlow\n14.4\t20\tbackground\n"u8);
        var detector = (await Evaluate()).Report.Detector!;
        Assert.Equal(["high", "low"], detector.Classes.Select(one => one.Name));
        Assert.Equal(new Tally(0, 1, 0), detector.Classes[0].Events);
        Assert.Equal(new Tally(1, 0, 0), detector.Classes[1].Onsets);
        Assert.Equal(1, detector.Total.FalseAlarms);
        Assert.Equal(36, detector.Total.FalseAlarmsPerHour, 1e-6); // one in 100 s
        Assert.Equal(0.48, detector.Options.HopSeconds);
    }

    // Every sample of a long recording is heard once, whatever the length of the last block.
    [Theory]
    [InlineData(1)]
    [InlineData(15_360)]
    [InlineData(15_361)]
    [InlineData(15_360 + (63 * 7_680))]
    [InlineData(15_360 + (63 * 7_680) + 1)]
    [InlineData(1_000_000)]
    public void A_recording_of_any_length_gives_the_patches_that_the_grid_says(int samples)
    {
        using var model = PitchEmbedder.Model();
        using var embedder = new PitchEmbedder();
        var path = folder.Wav("long.wav", Signals.Tone(200, Rate, samples));
        var (probabilities, seconds) = new RecordingJudge(model, embedder).Judge(path, CancellationToken.None);
        Assert.Equal(samples / 16_000.0, seconds);
        Assert.Equal(3 * new Torch.Audio.PatchGrid(15_360, 7_680).Count(samples), probabilities.Length);
        if (samples < 15_360) return;

        // All whole windows are the same low tone.
        for (var at = 0; at + 3 < probabilities.Length; at += 3) Assert.True(probabilities[at + 2] > 0.9f, $"patch {at / 3}");
    }

    private void Tones()
    {
        for (var k = 1; k <= 3; k++)
        {
            folder.Wav($"low/{k}.wav", Signals.Tone(200 + k, Rate, 2 * Rate));
            folder.Wav($"high/{k}.wav", Signals.Tone(4000 + k, Rate, 2 * Rate));
        }

        folder.Noise("background/1.wav", 2, 0.01);
    }

    private async Task<EvaluationResult> Evaluate(EvaluationOptions? options = null)
    {
        using var model = PitchEmbedder.Model();
        using var embedder = new PitchEmbedder();
        return await new Evaluator(model, embedder).EvaluateAsync(folder.Scan(One), LabelledRecording.Find(folder.Path, []), options);
    }
}
