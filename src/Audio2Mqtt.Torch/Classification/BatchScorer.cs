using System.Diagnostics;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>Samples in, scores out: log-mel, patches and network for a batch that may mix files. Threads may share one.</summary>
internal sealed class BatchScorer(Yamnet network, IPatchScorer scorer, int hopFrames) : IDisposable
{
    private readonly LogMel logMel = new();

    /// <summary>Scores every block of a batch.</summary>
    /// <returns>One array a block, [patches, classes] row by row, and the time that features and network took.</returns>
    public (float[][] Scores, TimeSpan Features, TimeSpan Network) Score(IReadOnlyList<SampleBlock> blocks)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var begin = Stopwatch.GetTimestamp();
        var patches = blocks.Select(Patches).ToArray();
        var input = patches.Length == 1 ? patches[0] : cat(patches, 0); // [N, 96, 64]
        var features = Stopwatch.GetElapsedTime(begin);

        using var output = network.call(input);
        using var data = scorer.Score(output).contiguous().data<float>(); // [N, classes]
        var scores = data.ToArray();
        var rows = new float[blocks.Count][];
        var first = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var length = blocks[i].PatchCount * scorer.ClassNames.Count;
            rows[i] = scores[first..(first + length)];
            first += length;
        }

        return (rows, features, Stopwatch.GetElapsedTime(begin) - features);
    }

    /// <inheritdoc/>
    public void Dispose() => logMel.Dispose();

    private Tensor Patches(SampleBlock block)
    {
        var waveform = tensor(block.Samples, [1, block.Samples.Length]);             // [1, samples]
        return logMel.Patches(logMel.Compute(waveform), hopFrames).squeeze(0);       // [N, 96, 64]
    }
}
