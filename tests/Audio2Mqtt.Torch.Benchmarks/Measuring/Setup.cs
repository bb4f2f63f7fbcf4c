using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Weights;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>What the measurements run.</summary>
internal static class Setup
{
    /// <summary>The default network as the program uses it: one thread an operation.</summary>
    public static Yamnet LoadYamnet()
    {
        TorchRuntime.UseOneThread();
        return Yamnet.Load(LoadWeights());
    }

    /// <summary>The default weights, installed first where they are missing.</summary>
    public static YamnetWeights LoadWeights() =>
        WeightsStore.FromEnvironment().LoadOrInstallAsync(YamnetVariant.Lite).GetAwaiter().GetResult();

    /// <summary>The installed file.</summary>
    public static string InstalledWeights()
    {
        _ = LoadWeights();
        return WeightsStore.FromEnvironment().PathOf(YamnetVariant.Lite);
    }

    /// <summary>[N, 96, 64] of the range that log-mel has; speed does not depend on the values.</summary>
    public static Tensor Patches(int count)
    {
        using var scope = NewDisposeScope();
        return rand([count, 96, 64]).mul_(8).sub_(7).MoveToOuterDisposeScope();
    }
}
