using System.Diagnostics;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>Samples in, scores out, for a batch that may mix files. Threads may share one.</summary>
internal sealed class BatchScorer(IPatchScorer scorer, int hopSamples)
{
    /// <summary>Scores every block of a batch.</summary>
    /// <returns>One array a block, [patches, classes] row by row, and the time that features and network took.</returns>
    public (float[][] Scores, TimeSpan Features, TimeSpan Network) Score(IReadOnlyList<SampleBlock> blocks)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var begin = Stopwatch.GetTimestamp();
        var patches = blocks.Select(Patches).ToArray();
        var input = patches.Length == 1 ? patches[0] : cat(patches, 0); // [N, …]
        var features = Stopwatch.GetElapsedTime(begin);

        using var data = scorer.Score(input).contiguous().data<float>(); // [N, classes]
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

    private Tensor Patches(SampleBlock block)
    {
        var waveform = tensor(block.Samples, [1, block.Samples.Length]);   // [1, samples]
        return scorer.Patches(waveform, hopSamples);                       // [N, …]
    }
}
