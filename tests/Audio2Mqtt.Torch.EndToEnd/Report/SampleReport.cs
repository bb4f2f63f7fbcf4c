using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Metrics;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.EndToEnd.Report;

/// <summary>Reports with everything in them, from a seed.</summary>
internal static class SampleReport
{
    /// <summary>A class name that is markup if anyone forgets to escape it.</summary>
    public const string Hostile = "<img src=x onerror=\"document.title='broken'\"> & 'quotes'";

    /// <summary>A report of so many classes.</summary>
    public static ReportContent Of(int classes, int clipsOfEach = 20)
    {
        string[] names = [Hostile, "background", .. Enumerable.Range(3, classes - 2).Select(k => k == 3 ? "crackling_fire_with_a_long_name" : $"class {k:00}")];
        var random = new Random(11);
        var predictions = new List<ClipPrediction>();
        for (var label = 0; label < classes; label++)
        {
            for (var clip = 0; clip < clipsOfEach; clip++)
            {
                float[] patches = [.. Enumerable.Range(0, 4).SelectMany(_ => Row(random, classes, label))];
                predictions.Add(new(
                    new() { Path = $"/somewhere/private/{names[label]}/clip {clip}.wav", ClassName = names[label], Recording = $"{label}-{clip / 2}" },
                    label,
                    Row(random, classes, label),
                    patches));
            }
        }

        var detector = Enumerable.Range(0, 600).SelectMany(k => Row(random, classes, k % 60 < 10 ? 0 : 1)).ToArray();
        TimedEvent[] events = [.. Enumerable.Range(0, 10).Select(k => new TimedEvent(0, k * 60 * 0.48, ((k * 60) + 10) * 0.48))];
        var evaluation = EvaluationReport.Of(predictions, names) with
        {
            Noise = [.. from noise in (string[])["white", "pink"] from snr in (double[])[20, 10, 0] select new NoiseScores(noise, snr, 0.7 + (snr / 100), 0.9, 0.9, 0.2, 0.03)],
            Detector = DetectorScores.Of([new("night", 600 * 0.48, detector, events)], names, [.. names.Select(_ => 0.7f)]),
        };
        return new()
        {
            Title = "Model <default>",
            Facts = [new("classes", $"{classes}"), new("weights", "yamnet lite, 3f2c9a1b5d"), new("seed", "1"), new("made", "2026-01-02 03:04 UTC by a2m-torch 0.1.0")],
            EvaluatedOn = $"{predictions.Count} clips held out by recording",
            Evaluation = evaluation,
            Spectrograms = evaluation.Mistakes.ToDictionary(one => one, _ => Picture(random)),
            Epochs =
            [
                .. Enumerable.Range(1, 50).Select(k => new EpochRecord(
                    k, 2.3 * Math.Exp(-k / 8.0), 1 - (0.8 * Math.Exp(-k / 5.0)), (2.0 * Math.Exp(-k / 7.0)) + 0.12 + (0.002 * k), 0.97 - (0.7 * Math.Exp(-k / 4.0)), 1e-3)),
            ],
            BestEpoch = 31,
            Dataset = [.. names.Select((name, k) => new ReportClass(name, 10 + k, 5 + k, 50 + (5 * k)))],
            Warnings = [$"{Hostile}: 10 clips; 20 and more would tell"],
            LeftOut = [new("/somewhere/private/dog/broken.wav", "is no audio")],
            Options = [new("--epochs", "50"), new("--augment", "yes")],
        };
    }

    private static float[] Row(Random random, int classes, int label)
    {
        double[] weights = [.. Enumerable.Range(0, classes).Select(k => Math.Exp((2 * Normal(random)) + (k == label ? 5 : 0)))];
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // A chirp with noise: something to see.
    private static byte[] Picture(Random random)
    {
        using var logMel = new LogMel();
        var rate = 200 + (800 * random.NextDouble());
        float[] samples = [.. Enumerable.Range(0, 80_000).Select(k => (float)((0.3 * Math.Sin(Math.PI * rate * k / 16_000.0 * k / 16_000.0)) + (0.02 * Normal(random))))];
        return Spectrogram.Png(logMel, samples);
    }
}
