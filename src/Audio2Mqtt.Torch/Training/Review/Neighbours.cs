using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>The clips that sound most like each clip.</summary>
internal static class Neighbours
{
    // [rows, clips] similarities at a time: at the most that are compared, 20 MB.
    private const int BlockRows = 256;

    /// <summary>Finds the nearest of each.</summary>
    /// <param name="vectors">[n][size], each of length 1.</param>
    /// <param name="count">How many of each, at most.</param>
    /// <param name="mayMeet">Whether the second may be a neighbour of the first; never asked of a clip and itself.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>For each, places and cosines of its neighbours, the nearest first; where equal, by place.</returns>
    public static IReadOnlyList<(int Place, float Similarity)>[] Of(
        float[][] vectors, int count, Func<int, int, bool> mayMeet, CancellationToken cancellationToken = default)
    {
        var all = new IReadOnlyList<(int, float)>[vectors.Length];
        if (vectors.Length == 0) return all;
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var rows = tensor(vectors.SelectMany(vector => vector).ToArray(), [vectors.Length, vectors[0].Length]); // [n, size]
        var turned = rows.t();                                                                                 // [size, n]
        for (var first = 0; first < vectors.Length; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var some = Math.Min(BlockRows, vectors.Length - first);
            using var data = rows.narrow(0, first, some).mm(turned).data<float>();                             // [some, n]
            var similarities = data.ToArray();
            for (var k = 0; k < some; k++) all[first + k] = Nearest(similarities.AsSpan(k * vectors.Length, vectors.Length), first + k, count, mayMeet);
        }

        return all;
    }

    private static List<(int Place, float Similarity)> Nearest(ReadOnlySpan<float> similarities, int self, int count, Func<int, int, bool> mayMeet)
    {
        var nearest = new List<(int Place, float Similarity)>(count + 1);
        for (var other = 0; other < similarities.Length; other++)
        {
            var similarity = similarities[other];
            if (other == self || (nearest.Count == count && similarity <= nearest[^1].Similarity) || !mayMeet(self, other)) continue;
            var place = nearest.Count;
            while (place > 0 && nearest[place - 1].Similarity < similarity) place--;
            nearest.Insert(place, (other, similarity));
            if (nearest.Count > count) nearest.RemoveAt(count);
        }

        return nearest;
    }
}
