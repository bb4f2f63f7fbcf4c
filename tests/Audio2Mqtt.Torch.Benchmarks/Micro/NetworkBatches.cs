using Audio2Mqtt.Torch.Network;
using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Micro;

/// <summary>What do prepacked convolutions under inference mode bring over the plain operators under no_grad, at which batch?</summary>
public class NetworkBatches
{
    private Yamnet? yamnet;
    private Tensor? patches;

    [Params(1, 8, 16, 32)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        yamnet = Measuring.Setup.LoadYamnet();
        patches = Measuring.Setup.Patches(Batch);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        yamnet?.Dispose();
        patches?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void NoGrad()
    {
        using var mode = no_grad();
        yamnet!.call(patches!).Dispose();
    }

    [Benchmark]
    public void InferenceMode()
    {
        using var mode = inference_mode();
        yamnet!.call(patches!).Dispose();
    }
}
