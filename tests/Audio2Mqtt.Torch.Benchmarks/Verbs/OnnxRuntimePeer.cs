using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>The same network in ONNX Runtime: exported from the installed weights, run by node.</summary>
/// <param name="Name">With its version.</param>
/// <param name="Command">Prints what a child of the network verb prints.</param>
internal sealed record OnnxRuntimePeer(string Name, IReadOnlyList<string> Command)
{
    /// <summary>Prepares the peer; null where it is not installed, which is said.</summary>
    public static OnnxRuntimePeer? TryPrepare(TemporaryFolder folder, string batches)
    {
        var peers = Environment.GetEnvironmentVariable("PEERS");
        if (peers is null || !Directory.Exists(Path.Combine(peers, "node_modules", "onnxruntime-node")))
            return Without("PEERS names no folder with onnxruntime-node");

        try
        {
            var model = folder.File("yamnet.onnx");
            Child.Run([Places.Python, Places.Peer("export_onnx.py"), Setup.InstalledWeights(), model]);
            string[] command = ["node", Places.Peer("onnxruntime.mjs"), model, peers];
            var version = Child.Run([.. command, "version"]).Output.Trim();
            return new($"ONNX Runtime {version}", [.. command, batches]);
        }
        catch (MeasuringException error)
        {
            return Without(error.Message.Split('\n')[^1]);
        }
    }

    private static OnnxRuntimePeer? Without(string reason)
    {
        Console.WriteLine($"Without ONNX Runtime: {reason}.");
        Console.WriteLine();
        return null;
    }
}
