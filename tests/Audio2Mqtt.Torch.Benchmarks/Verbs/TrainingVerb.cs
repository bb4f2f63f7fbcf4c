using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// How accurate is what <c>train</c> makes? Leaves one fold out at a time (the digit a clip's name begins with), several seeds, clean and under noise;
/// the very code of <c>train</c>, on embeddings from its cache.
/// </summary>
internal static class TrainingVerb
{
    private static readonly NoiseTransform[] Noises =
        [.. from colour in (NoiseColour[])[NoiseColour.White, NoiseColour.Pink] from snr in (double[])[20, 10, 0] select new NoiseTransform(colour, snr)];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        var variants = TrainingVariants.Of(arguments);
        var table = new MarkdownTable(
            "recipe", "clean", "white 20", "10", "0 dB", "pink 20", "10", "0 dB", "noise, mean", "patches", "ECE", "worst seed, clean", "s a head");
        using var bench = new TrainingBench(arguments.Value(0, "a folder of class folders"), arguments.Number("seeds", 3), Noises);
        foreach (var variant in variants)
        {
            var scores = bench.Measure(variant, arguments.Number("shots", int.MaxValue));
            var noise = scores.Noise;
            table.Add(
                [variant.Name, Text(scores.Clean), .. noise.Select(Text), Text(noise.Average()), Text(scores.Patches), Text(scores.Ece), Text(scores.WorstClean), $"{scores.Seconds:0.0}"]);
            Console.Error.WriteLine($"{variant.Name}: clean {scores.Clean:0.0000} noise {noise.Average():0.0000} ece {scores.Ece:0.000} patch {scores.Patches:0.000} {scores.Seconds:0.0} s");
        }

        table.Print();
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
