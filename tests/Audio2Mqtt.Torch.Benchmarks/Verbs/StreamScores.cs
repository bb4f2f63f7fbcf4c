using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.ScriptedStreams;
using Audio2Mqtt.Torch.Training;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>What a model heard in a stream, patch by patch.</summary>
/// <param name="Script">What is in it.</param>
/// <param name="Classes">The model's.</param>
/// <param name="Thresholds">Those that its training found.</param>
/// <param name="HopSamples">From patch to patch.</param>
/// <param name="Patches">In order.</param>
internal sealed record StreamScores(
    StreamScript Script, IReadOnlyList<string> Classes, IReadOnlyDictionary<string, float> Thresholds, int HopSamples, IReadOnlyList<HeardPatch> Patches)
{
    /// <summary>What the listener itself told of it, by its defaults and the model's thresholds.</summary>
    public IReadOnlyList<HeardEvent> Listened { get; init; } = [];

    private const int PatchesAtOnce = 64;

    /// <summary>Listens to samples.</summary>
    public static StreamScores Of(float[] samples, int hop, StreamScript script, IEmbedder embedder, TrainingOutcome model, IReadOnlyList<string> classes)
    {
        var window = embedder.WindowSamples;
        var patches = new HeardPatch[1 + ((samples.Length - window) / hop)];
        Parallel.For(0, (patches.Length + PatchesAtOnce - 1) / PatchesAtOnce, new() { MaxDegreeOfParallelism = 2 }, part =>
        {
            var first = part * PatchesAtOnce;
            var count = Math.Min(PatchesAtOnce, patches.Length - first);
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            var piece = tensor(samples.AsSpan(first * hop, ((count - 1) * hop) + window).ToArray(), [1, ((count - 1) * hop) + window]);
            var logits = model.Head.call(embedder.Embed(piece, hop).flatten(0, 1)).contiguous();                 // [count, classes]
            var scores = model.Calibration.Probabilities(MemoryMarshal.Cast<byte, float>(logits.bytes), classes.Count);
            var meter = new LevelMeter(window);
            for (var k = 0; k < count; k++)
            {
                var start = (first + k) * hop;
                meter.Measure(samples.AsSpan(start, window), hop);
                patches[first + k] = new(
                    start, start + window, start + meter.Onset, start + meter.Offset, meter.PatchDbfs, meter.LoudestDbfs,
                    scores.AsSpan(k * classes.Count, classes.Count).ToArray());
            }
        });
        return new(script, classes, model.HeldOut.StoredThresholds(), hop, patches);
    }
}
