using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>The network alone on one thread: what does a patch cost, and how far is that from ONNX Runtime and from the processor's limit?</summary>
internal static class NetworkVerb
{
    public const string ChildVerb = "network-child";
    public const string FloorVerb = "network-floor";

    // Of all convolutions and the dense layer, for one patch.
    private const double MultiplyAdds = 69.2e6;

    private const string Prepacked = "Yamnet, inference_mode (prepacked)";
    private const string Plain = "Yamnet, no_grad (plain operators)";
    private const string Floor = "floor: its multiply-adds at sgemm's rate";

    private static readonly int[] Batches = [1, 4, 8, 16, 32, 64];
    private static readonly TimeSpan TimePerBatch = TimeSpan.FromSeconds(1);

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        using var folder = new TemporaryFolder();
        var batches = string.Join(',', Batches);
        Dictionary<string, IReadOnlyList<string>> contestants = new()
        {
            [Prepacked] = Child.Self(ChildVerb, "inference", batches),
            [Plain] = Child.Self(ChildVerb, "plain", batches),
        };
        var peer = OnnxRuntimePeer.TryPrepare(folder, batches);
        if (peer is not null)
            contestants.Add(peer.Name, peer.Command);

        // Interleaved, each in a process of its own, so that a change of the machine's speed meets all alike.
        var runs = contestants.Keys.ToDictionary(name => name, _ => Batches.ToDictionary(batch => batch, _ => new List<double>()));
        List<double> floor = [];
        for (var round = 0; round < arguments.Number("rounds", 4); round++)
        {
            foreach (var (name, command) in contestants)
                foreach (var line in Child.Run(command).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    runs[name][int.Parse(line.Split(' ')[0])].Add(double.Parse(line.Split(' ')[1]));
            floor.Add(double.Parse(Child.Run(Child.Self(FloorVerb)).Output));
        }

        var reference = peer is null ? null : runs[peer.Name];
        var table = new MarkdownTable(["ms per patch, one thread (times ONNX Runtime's)", .. Batches.Select(batch => $"batch {batch}")]);
        foreach (var name in contestants.Keys)
            table.Add([name, .. Batches.Select(batch => Cell(runs[name][batch].Median(), name == peer?.Name ? null : reference?[batch].Median()))]);
        table.Add([Floor, .. Batches.Select(batch => Cell(floor.Median(), reference?[batch].Median()))]);
        table.Print();
    }

    /// <summary>One process of a round: a line for each batch size with the median and the least ms per patch.</summary>
    public static void RunChild(Arguments arguments)
    {
        using var yamnet = Setup.LoadYamnet();
        using var mode = arguments.Value(0, "a mode") == "inference" ? inference_mode() : no_grad();
        foreach (var batch in arguments.Numbers(arguments.Value(1, "batch sizes")))
        {
            using var patches = Setup.Patches(batch);
            var times = Repeat.Milliseconds(() => yamnet.call(patches).Dispose(), TimePerBatch);
            Console.WriteLine($"{batch} {Text(times.Median() / batch)} {Text(times.Min() / batch)}");
        }
    }

    /// <summary>One process of a round: ms that a patch's multiply-adds take at the rate of one large matrix product.</summary>
    public static void RunFloor(Arguments arguments)
    {
        const int size = 1024;
        TorchRuntime.UseOneThread();
        using var left = rand([size, size]);
        using var right = rand([size, size]);
        var times = Repeat.Milliseconds(() => left.matmul(right).Dispose(), TimePerBatch);
        Console.WriteLine(Text(times.Median() * MultiplyAdds / Math.Pow(size, 3)));
    }

    private static string Cell(double milliseconds, double? reference) =>
        reference is { } other ? $"{milliseconds:0.00} (x{milliseconds / other:0.00})" : $"{milliseconds:0.00}";

    private static string Text(double milliseconds) => milliseconds.ToString("0.0000", CultureInfo.InvariantCulture);
}
