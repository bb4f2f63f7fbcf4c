using System.Diagnostics;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Where in the network does the time go, and which batch suits which layer?</summary>
internal static class LayersVerb
{
    private const int Passes = 150;

    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var yamnet = Setup.LoadYamnet();
        using var mode = inference_mode();
        // A convolution with its activation is what runs as one.
        var parts = yamnet.named_children().Where(child => child.name != "logits")
            .SelectMany(child => Parts(child.name, (Sequential)child.module)).ToArray();
        var columns = Batches.Select(batch => Milliseconds(parts, batch)).ToArray();

        var table = new MarkdownTable(["least ms per patch", .. Batches.Select(batch => $"batch {batch}")]);
        for (var k = 0; k < parts.Length; k++)
            table.Add([parts[k].Name, .. columns.Select(column => $"{column[k]:0.0000}")]);
        table.Add(["sum", .. columns.Select(column => $"{column.Sum():0.0000}")]);
        table.Print();
    }

    private static IEnumerable<(string Name, Sequential Module)> Parts(string layer, Sequential modules)
    {
        var children = modules.named_children().Select(child => (child.name, (nn.Module<Tensor, Tensor>)child.module)).ToArray();
        for (var k = 0; k < children.Length; k += 2)
            yield return ($"{layer}.{children[k].name}", nn.Sequential(children[k], children[k + 1]));
    }

    // Whole passes, so that each part meets the caches as they are in use; the least of many is what the part itself costs.
    private static double[] Milliseconds((string Name, Sequential Module)[] parts, int batch)
    {
        var least = Enumerable.Repeat(double.MaxValue, parts.Length).ToArray();
        using var patches = Setup.Patches(batch);
        for (var pass = 0; pass < Passes; pass++)
        {
            var activations = patches.unsqueeze(-1).permute(0, 3, 1, 2);
            for (var k = 0; k < parts.Length; k++)
            {
                var start = Stopwatch.GetTimestamp();
                var output = parts[k].Module.call(activations);
                least[k] = Math.Min(least[k], Stopwatch.GetElapsedTime(start).TotalMilliseconds / batch);
                activations.Dispose();
                activations = output;
            }

            activations.Dispose();
        }

        return least;
    }
}
