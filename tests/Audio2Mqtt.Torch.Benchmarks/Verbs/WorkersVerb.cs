using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Do two workers of one thread each, over one network, do twice the work of one?</summary>
internal static class WorkersVerb
{
    private const int Batch = 16;
    private const int BatchesPerWorker = 40;

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var yamnet = Setup.LoadYamnet();
        using var patches = Setup.Patches(Batch);
        Rate(yamnet, patches, 2);
        Dictionary<int, List<double>> rates = new() { [1] = [], [2] = [] };
        for (var round = 0; round < arguments.Number("rounds", 5); round++)
            foreach (var (workers, list) in rates)
                list.Add(Rate(yamnet, patches, workers));

        var table = new MarkdownTable("workers of one thread, batch 16", "patches/s", "times one worker");
        foreach (var (workers, list) in rates)
            table.Add($"{workers}", $"{list.Median():0}", $"{list.Zip(rates[1], (rate, alone) => rate / alone).Median():0.00}");
        table.Print();
    }

    private static double Rate(Yamnet yamnet, Tensor patches, int workers)
    {
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() => Work(yamnet, patches))).ToArray();
        var begin = Stopwatch.GetTimestamp();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return workers * BatchesPerWorker * Batch / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static void Work(Yamnet yamnet, Tensor patches)
    {
        // Both settings belong to the thread.
        TorchRuntime.UseOneThread();
        using var mode = inference_mode();
        for (var k = 0; k < BatchesPerWorker; k++)
            yamnet.call(patches).Dispose();
    }
}
