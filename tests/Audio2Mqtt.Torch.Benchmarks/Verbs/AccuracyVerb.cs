using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Golden;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How near are our scores to a real TFLite runtime's, and our arithmetic to the reference's?</summary>
internal static class AccuracyVerb
{
    // The runtime's score is q / 256 of a sigmoid; outside these q it is too coarse to tell the logit within a tenth.
    private const int LowestScore = 15;
    private const int HighestScore = 245;
    private const int Top = 5;

    public static void Run(Arguments arguments)
    {
        if (!GoldenData.Available) throw new MeasuringException("the reference data is not at hand: set A2M_YAMNET_SOURCE to a folder that holds golden/");
        Machine.PrintFacts(arguments);
        CompareWithRuntime();
        CompareWithReference();
    }

    private static void CompareWithRuntime()
    {
        var table = new MarkdownTable(
            "clip", "windows", "scores compared", "largest logit difference", "mean logit difference", "same first class", "top-5 in common");
        var windows = RuntimeWindows.Run();
        foreach (var clip in windows.GroupBy(window => window.Clip))
            table.Add(Row(clip.Key, [.. clip]));
        table.Add(Row("all", windows));
        table.Print();
    }

    private static string[] Row(string name, IReadOnlyList<RuntimeWindow> windows)
    {
        double[] differences = [.. windows.SelectMany(LogitDifferences)];
        return
        [
            name,
            $"{windows.Count}",
            $"{differences.Length}",
            differences.Length == 0 ? "" : $"{differences.Max():0.000}",
            differences.Length == 0 ? "" : $"{differences.Average():0.000}",
            $"{windows.Count(SameFirst)} of {windows.Count}",
            $"{windows.Average(CommonTop):0.0} of {Top}",
        ];
    }

    private static IEnumerable<double> LogitDifferences(RuntimeWindow window)
    {
        for (var k = 0; k < window.Logits.Length; k++)
        {
            var score = window.Quantised[k] / 256.0;
            if (window.Quantised[k] is >= LowestScore and <= HighestScore)
                yield return Math.Abs(Math.Log(score / (1 - score)) - window.Logits[k]);
        }
    }

    private static bool SameFirst(RuntimeWindow window) =>
        window.Quantised[Array.IndexOf(window.Logits, window.Logits.Max())] == window.Quantised.Max();

    // Ours count where the runtime's score is at least its fifth: its 256 steps make many ties.
    private static int CommonTop(RuntimeWindow window)
    {
        var fifth = window.Quantised.OrderDescending().ElementAt(Top - 1);
        return Enumerable.Range(0, window.Logits.Length).OrderByDescending(k => window.Logits[k]).Take(Top).Count(k => window.Quantised[k] >= fifth);
    }

    private static void CompareWithReference()
    {
        using var lite = GenuineYamnet.Load("lite6");
        using var hub = GenuineYamnet.Load("hub");
        using var logMel = new LogMel();
        using var mode = inference_mode();
        var table = new MarkdownTable("largest difference", "patches", "log-mel", "lite: scores", "lite: embeddings", "float: scores", "float: embeddings");
        foreach (var name in GoldenData.Cases)
        {
            using var scope = NewDisposeScope();
            var reference = GoldenData.Npy(name + ".log_mel.npy");                          // [frames, 64]
            var features = logMel.Compute(GoldenData.PaddedWaveform(name))[0];              // [frames, 64]
            var patches = logMel.Patches(reference.unsqueeze(0))[0];                        // [N, 96, 64]
            List<string> row = [name, $"{patches.shape[0]}", Text(GoldenData.LargestDifference(features, reference))];
            foreach (var (network, golden) in ((Network.Yamnet, string)[])[(lite, "lite6"), (hub, "hub")])
            {
                using var output = network.call(patches);
                row.Add(Text(GoldenData.LargestDifference(output.Scores, GoldenData.Npy($"{name}.{golden}.scores.npy"))));
                row.Add(Text(GoldenData.LargestDifference(output.Embeddings, GoldenData.Npy($"{name}.{golden}.embeddings.npy"))));
            }

            table.Add([.. row]);
        }

        table.Print();
    }

    private static string Text(double difference) => difference == 0 ? "0" : difference.ToString("0.0e0");
}
