using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// A thread that takes what is ready, whoever's it is, and brings it through the network at once: alone and without delay while there is little to do, in larger and
/// larger batches the more there is.
/// </summary>
/// <param name="ready">Streams that have something to be worked on.</param>
/// <param name="models">What they are listened to with.</param>
internal sealed class DetectorWorker(ReadyQueue ready, IReadOnlyCollection<ListeningModel> models)
{
    // Patches that the network gets at a time, as far as streams go: larger batches bring nothing (docs/performance.md) and make the first one wait.
    private const int MaxPatches = 32;

    private readonly List<SourceStream> streams = [];
    private readonly List<HopWork> batch = [];

    /// <summary>Works until the token is cancelled.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        TorchRuntime.UseOneThread();
        using var inference = inference_mode();
        foreach (var model in models) model.WarmUp();
        try
        {
            while (true)
            {
                Add(ready.Take(cancellationToken));
                while (batch.Count < MaxPatches && ready.TryTake(out var more)) Add(more!);
                using (NewDisposeScope()) Judge();
                batch.Clear();
                foreach (var stream in streams) stream.Release();
                streams.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // The listener ends; nothing is left to do.
        }
    }

    private void Add(SourceStream stream)
    {
        streams.Add(stream);
        stream.Collect(batch);
    }

    private void Judge()
    {
        var embeddings = new Tensor?[batch.Count];
        var open = Enumerable.Range(0, batch.Count).Where(k => batch[k].Patch is not null);
        foreach (var group in open.GroupBy(k => batch[k].Stream.Model.EmbeddingKey, ReferenceEqualityComparer.Instance))
        {
            int[] members = [.. group];
            var patches = members.Length == 1 ? batch[members[0]].Patch! : cat([.. members.Select(k => batch[k].Patch!)], 0);   // [N, …]
            var rows = batch[members[0]].Stream.Model.Embed(patches);                                                          // [N, size]
            for (var k = 0; k < members.Length; k++) embeddings[members[k]] = rows.narrow(0, k, 1);                             // [1, size]
        }

        for (var k = 0; k < batch.Count; k++)
        {
            batch[k].Stream.Judge(batch[k], embeddings[k]);
            batch[k].Patch?.Dispose();
        }
    }
}
