using Audio2Mqtt.Torch.Features;
using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Micro;

/// <summary>How many frames should the front end work on at a time? A minute of audio; 192 is what it takes.</summary>
public class LogMelBlocks
{
    private LogMel? front;
    private Tensor? waveform;

    [Params(48, 96, 192, 384, 6000)]
    public int Frames { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        front = new LogMel { BlockRows = Frames };
        waveform = rand([1, 60 * 16000]);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        front?.Dispose();
        waveform?.Dispose();
    }

    [Benchmark]
    public void Minute()
    {
        using var mode = inference_mode();
        front!.Compute(waveform!).Dispose();
    }
}
