using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Micro;

/// <summary>What does one call of an operator cost besides its arithmetic?</summary>
[MemoryDiagnoser]
public class OperatorCalls
{
    private Tensor? left;
    private Tensor? right;

    [GlobalSetup]
    public void Setup()
    {
        left = rand(1);
        right = rand(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        left?.Dispose();
        right?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Alias() => left!.alias().Dispose();

    [Benchmark]
    public void Add() => left!.add(right!).Dispose();

    [Benchmark]
    public void AddInInferenceMode()
    {
        using var mode = inference_mode();
        left!.add(right!).Dispose();
    }
}
