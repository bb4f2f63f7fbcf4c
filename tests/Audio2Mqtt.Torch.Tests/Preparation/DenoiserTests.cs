using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Preparation;

public sealed class DenoiserTests
{
    private const int Rate = 16_000;

    // Transforms of the same frames in other batches: single precision.
    private const double Rounding = 2e-6;

    [Theory]
    [InlineData(40 * Rate)] // two and a half windows of 16 s
    [InlineData((1 << 18) + 1)] // a window and a sample
    [InlineData(1 << 18)]
    [InlineData(700)] // less than a frame
    public void Window_by_window_comes_out_what_comes_out_of_the_whole(int length)
    {
        var samples = Noisy(length);
        using var scope = NewDisposeScope();
        var gate = new SpectralGate();
        var waveform = tensor(samples, [1, length]);
        using var whole = gate.Apply(waveform, gate.Estimate(waveform)).data<float>();
        foreach (var mostInMemory in (int[])[int.MaxValue, 1000])
        {
            using var spool = new SampleSpool("a.wav", mostInMemory);
            spool.Write(samples);
            var clean = new List<float>();
            var shares = new Shares();
            new Denoiser(new NoiseReference.Quietest(), CancellationToken.None).Apply("a.wav", spool, part => clean.AddRange(part), shares, CancellationToken.None);
            Assert.Equal(length, clean.Count);
            for (var k = 0; k < length; k++) Assert.InRange(clean[k] - whole[k], -Rounding, Rounding);
            Assert.Equal(1, shares.Told[^1]);
            Assert.Equal(shares.Told.Order(), shares.Told);
        }
    }

    [Fact]
    public void The_memory_it_needs_does_not_grow_with_the_recording()
    {
        long Needed(int seconds)
        {
            using var spool = new SampleSpool("a.wav", maxMemorySamples: 0);
            var block = Noisy(Rate);
            for (var k = 0; k < seconds; k++) spool.Write(block);
            var denoiser = new Denoiser(new NoiseReference.Quietest(), CancellationToken.None);
            var before = GC.GetAllocatedBytesForCurrentThread();
            denoiser.Apply("a.wav", spool, _ => { }, null, CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Needed(1);

        // A minute of samples is 3.8 MB; its 3750 frames have a few numbers each.
        Assert.InRange(Needed(90) - Needed(30), 0, 1 << 20);
    }

    [Fact]
    public void It_ends_when_asked_to_also_while_it_learns_the_noise()
    {
        using var spool = new SampleSpool("a.wav");
        spool.Write(Noisy(Rate));
        using var cancelled = new CancellationTokenSource();
        var denoiser = new Denoiser(new NoiseReference.Quietest(), CancellationToken.None);
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => denoiser.Apply("a.wav", spool, _ => Assert.Fail("there is no result"), null, cancelled.Token));
    }

    private static float[] Noisy(int length)
    {
        var samples = Signals.Noise(length, seed: 5, amplitude: 0.05);
        for (var k = 0; k < length; k++) if (k / Rate % 3 == 1) samples[k] += 0.1f * MathF.Sin(2 * MathF.PI * 1000 * (k % Rate) / Rate);
        return samples;
    }

    private sealed class Shares : IProgress<double>
    {
        public List<double> Told { get; } = [];

        public void Report(double value) => Told.Add(value);
    }
}
