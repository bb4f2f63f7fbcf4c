using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Network.Models;
using Audio2Mqtt.Torch.Training.Augmentation;
using static Audio2Mqtt.Torch.Tests.Features.NoisyTones;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>Sources that are denoised or trimmed, and what they are to hear.</summary>
internal static class PreparedListening
{
    public static SoundPreparation Denoised { get; } = new() { Denoise = true };

    /// <summary>Tones of a second, two seconds apart, in pink noise as loud.</summary>
    public static float[] Tones(double seconds, int seed)
    {
        var tones = new float[(int)(seconds * Rate)];
        for (var from = 0.5; from + 1 < seconds; from += 3) Tone(1000 + (100 * from), from, from + 1, seconds).CopyToWhereNotZero(tones);
        return Mix(tones, Noise(NoiseColour.Pink, seconds, seed), 0);
    }

    /// <summary>A model of spectra, which needs no weights, that was trained with a preparation.</summary>
    public static SoundModel Model(SoundPreparation? preparation) =>
        TestModel.Create(TestModel.Describe() with { Format = preparation is null ? 1 : 2, Preparation = preparation });

    public static ListeningSource Source(ICaptureSource capture, ListeningModel model, double? hopSeconds = null) => new()
    {
        Name = "test",
        Capture = capture,
        Model = model,
        Sounds = [new() { Name = model.Classes[1], Classes = [1], StartThreshold = 0.4f, ReleaseThreshold = 0.2f }],
        Gate = EnergyGateOptions.Off,
        Hop = hopSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>What each patch of a recording is to be heard as: the file's sound, prepared as files are, patch by patch.</summary>
    public static string[] Expected(float[] samples, ListeningModel model, int hop, SoundPreparation preparation)
    {
        var grid = new PatchGrid(model.Patch.WindowSamples, hop);
        var padded = new float[grid.PaddedLength(samples.Length)];
        PreparedReader.Apply(samples, preparation).CopyTo(padded, 0);
        using var inference = inference_mode();
        using var maker = model.CreatePatchMaker(hop);
        var scores = new float[model.Classes.Count];
        return [.. Enumerable.Range(0, grid.Count(samples.Length)).Select(k =>
        {
            using var patch = maker.Next(k * (long)hop, padded.AsSpan(k * hop, grid.WindowSamples));
            using var embedding = model.Embed(patch);
            model.Score(embedding, scores);
            return Text(model.Classes.Zip(scores, (label, score) => new ScoredLabel(label, score)));
        })];
    }

    /// <summary>What each patch was heard as.</summary>
    public static string[] Heard(RecordedSink sink) => [.. sink.Reports.Select(report => Text(report.Top))];

    /// <summary>How many patches of a live source can be heard when so much of it has come.</summary>
    public static int Ready(long samples, int window, int hop)
    {
        var count = 0;
        while (samples >= StreamingGate.Needed((count * (long)hop) + window)) count++;
        return count;
    }

    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(2, limit.Token);
    }

    private static string Text(IEnumerable<ScoredLabel> scores) =>
        string.Join(' ', scores.OrderByDescending(one => one.Score).Take(5).Select(one => $"{one.Label} {one.Score:R}"));

    private static void CopyToWhereNotZero(this float[] source, float[] target)
    {
        for (var k = 0; k < source.Length; k++) if (source[k] != 0) target[k] = source[k];
    }
}
