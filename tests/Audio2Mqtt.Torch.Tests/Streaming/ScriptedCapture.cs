using System.Collections.Concurrent;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Tests.Streaming;

/// <summary>A source that gives what a test tells it to, when the test tells it to.</summary>
internal sealed class ScriptedCapture(bool isLive) : ICaptureSource
{
    private readonly BlockingCollection<Func<Span<float>, int>> steps = [];
    private int opened;

    public string Description => "a test";

    public bool IsLive => isLive;

    /// <summary>How often it was opened.</summary>
    public int Opened => Volatile.Read(ref opened);

    /// <summary>Why it cannot be opened; null where it can.</summary>
    public string? Refusal { get; set; }

    public static ScriptedCapture Recording(float[] samples)
    {
        var capture = new ScriptedCapture(isLive: false);
        capture.Give(samples);
        capture.End();
        return capture;
    }

    public void Give(float[] samples, int block = 320)
    {
        for (var at = 0; at < samples.Length; at += block)
        {
            var part = samples[at..Math.Min(at + block, samples.Length)];
            steps.Add(room =>
            {
                part.CopyTo(room);
                return part.Length;
            });
        }
    }

    public void End() => steps.Add(_ => 0);

    public void Break(string reason) => steps.Add(_ => throw new AudioException("a test", reason));

    public ICapture Open(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref opened);
        if (Refusal is { } reason) throw new AudioException("a test", reason);
        return new Session(this, cancellationToken);
    }

    private sealed class Session(ScriptedCapture script, CancellationToken cancellationToken) : ICapture
    {
        private readonly CancellationTokenSource closed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        public int Read(Span<float> samples)
        {
            try
            {
                return script.steps.Take(closed.Token)(samples);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ObjectDisposedException(nameof(Session));
            }
        }

        public void Dispose() => closed.Cancel();
    }
}
