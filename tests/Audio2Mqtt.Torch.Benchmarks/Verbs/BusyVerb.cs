using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Does one patch stay quick beside processes that never rest? (Two spinning pools of threads make it a hundred times slower.)</summary>
internal static class BusyVerb
{
    private static readonly int[] Batches = [1, 16];
    private static readonly TimeSpan TimePerRound = TimeSpan.FromSeconds(1);

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var yamnet = Setup.LoadYamnet();
        using var mode = inference_mode();
        int[] neighbours = [0, 1, Environment.ProcessorCount];
        var times = neighbours.Distinct().SelectMany(count => Batches.Select(batch => (count, batch))).ToDictionary(key => key, _ => new List<double>());
        for (var round = 0; round < arguments.Number("rounds", 5); round++)
            foreach (var ((count, batch), list) in times)
            {
                using var patches = Setup.Patches(batch);
                using var spinning = new Spinners(count);
                list.AddRange(Repeat.Milliseconds(() => yamnet.call(patches).Dispose(), TimePerRound));
            }

        var table = new MarkdownTable("one thread beside", "batch", "median ms", "9 of 10 under, ms", "times alone");
        foreach (var ((count, batch), list) in times)
            table.Add(
                count == 0 ? "nothing" : count == 1 ? "one busy process" : $"{count} busy processes",
                $"{batch}",
                $"{list.Median():0.00}",
                $"{list.Quantile(0.9):0.00}",
                $"{list.Median() / times[(0, batch)].Median():0.00}");
        table.Print();
    }

    /// <summary>Processes that only count, until disposed.</summary>
    private sealed class Spinners(int count) : IDisposable
    {
        private readonly Process[] processes = [.. Enumerable.Range(0, count).Select(_ => Process.Start("sh", ["-c", "while :; do :; done"]))];

        public void Dispose()
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }
    }
}
