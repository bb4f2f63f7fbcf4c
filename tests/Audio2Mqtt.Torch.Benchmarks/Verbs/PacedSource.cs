using System.Diagnostics;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>A live source that repeats samples, 20 ms at a time, on the system's clock: a device as far as the listener can tell.</summary>
/// <param name="samples">At 16 kHz; a multiple of 320.</param>
/// <param name="offsetSeconds">How much later than the listener it starts: devices do not start together.</param>
internal sealed class PacedSource(float[] samples, double offsetSeconds) : ICaptureSource
{
    private const int Block = 320;

    public string Description => "a paced source";

    public bool IsLive => true;

    /// <summary>A second of noise at -25 dBFS, over and over.</summary>
    public static PacedSource Noise(int seed)
    {
        var random = new Random(seed);
        float[] noise = [.. Enumerable.Range(0, 50 * Block).Select(_ => (random.NextSingle() - 0.5f) * 0.2f)];
        return new(noise, random.NextDouble() * 0.48);
    }

    public ICapture Open(CancellationToken cancellationToken) => new Session(samples, offsetSeconds, cancellationToken);

    private sealed class Session(float[] samples, double offset, CancellationToken cancellation) : ICapture
    {
        private readonly long begin = Stopwatch.GetTimestamp();
        private long position;

        public int Read(Span<float> block)
        {
            var due = offset + ((position + Block) / 16_000.0);
            var wait = due - Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if (wait > 0) Thread.Sleep(TimeSpan.FromSeconds(wait));
            if (cancellation.IsCancellationRequested) return 0;
            samples.AsSpan((int)(position % samples.Length), Block).CopyTo(block);
            position += Block;
            return Block;
        }

        public void Dispose()
        {
        }
    }
}
