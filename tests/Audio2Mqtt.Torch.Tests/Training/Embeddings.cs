using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Tests.Training;

/// <summary>Embeddings made up for tests.</summary>
internal static class Embeddings
{
    /// <summary>Clips around one centre a class, <paramref name="spread"/> away from it in each direction; clip k has label k % classes.</summary>
    internal static EmbeddingStore Clusters(int clips, int classes, int size, float spread, int patches = 4, long seed = 1)
    {
        var random = new Random((int)seed);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var centres = Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, size).Select(_ => Normal()).ToArray()).ToArray();
        var store = new EmbeddingStore(size);
        for (var clip = 0; clip < clips; clip++)
        {
            var centre = centres[clip % classes];
            var values = Enumerable.Range(0, patches * size).Select(k => centre[k % size] + (spread * Normal())).ToArray();
            store.Add(new(clip, 0, values, Enumerable.Repeat(-20f, patches).ToArray()));
        }

        return store;
    }

    /// <summary>The samples of such clips.</summary>
    internal static TrainingSample[] Samples(int from, int to, int classes) =>
        [.. Enumerable.Range(from, to - from).Select(clip => new TrainingSample(clip, 0, clip % classes))];
}
