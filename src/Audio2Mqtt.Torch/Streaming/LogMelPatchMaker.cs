using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// YAMNet's patches: each log-mel frame is computed once. Frames are computed a hop at a time whatever the load, so that they are the same to the last bit
/// in every run.
/// </summary>
internal sealed class LogMelPatchMaker(int hopSamples) : IPatchMaker
{
    private const int Frame = PatchShape.FrameSamples;

    private static readonly LogMelOptions Options = LogMelOptions.Default;

    // The figures are the same for every source: one front end serves them all, for as long as the process lasts.
    private static readonly Lazy<LogMel> Shared = new(() =>
    {
        using var noScope = NewDisposeScope();
        return new LogMel();
    });

    private readonly int hopFrames = hopSamples / Frame;
    private Tensor? frames; // [1, 96, 64] of the last patch
    private long last;

    /// <inheritdoc/>
    public Tensor Next(long position, ReadOnlySpan<float> window)
    {
        using var scope = NewDisposeScope();
        var known = frames is null ? 0 : (int)Math.Max(0, Options.PatchFrames - ((position - last) / Frame));
        var parts = new List<Tensor>();
        if (known > 0) parts.Add(frames!.narrow(1, Options.PatchFrames - known, known));
        for (var first = known; first < Options.PatchFrames;)
        {
            // What does not fill a hop comes first: the hops after it lie as they do in every other patch.
            var left = Options.PatchFrames - first;
            var count = left % hopFrames is > 0 and var rest ? rest : Math.Min(left, hopFrames);
            parts.Add(Compute(window.Slice(first * Frame, ((count - 1) * Frame) + Options.WindowSamples)));
            first += count;
        }

        var patch = cat([.. parts], 1); // [1, 96, 64]
        frames?.Dispose();
        (frames, last) = (patch.DetachFromDisposeScope(), position);
        return patch.alias().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        frames?.Dispose();
        frames = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Reset();

    private static Tensor Compute(ReadOnlySpan<float> samples)
    {
        using var waveform = empty([1, samples.Length], ScalarType.Float32);
        samples.CopyTo(MemoryMarshal.Cast<byte, float>(waveform.bytes));
        return Shared.Value.Compute(waveform); // [1, count, 64]
    }
}
