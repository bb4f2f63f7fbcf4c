using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training;

/// <summary>A dataset as the network heard it: the clips that could be used, with their copies.</summary>
public sealed class EmbeddedDataset : IDisposable
{
    private EmbeddedDataset(
        Dataset dataset, EmbeddingStore store, int[] clips, Dataset used, IReadOnlyList<LeftOutClip> leftOut, int copies, int cachedClips, SoundPreparation? preparation)
    {
        Preparation = preparation;
        (Dataset, Store, Clips, Used, LeftOut, Copies, CachedClips) = (dataset, store, clips, used, leftOut, copies, cachedClips);
        var labels = dataset.Classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        Labels = [.. dataset.Clips.Select(clip => labels[clip.ClassName])];
    }

    /// <summary>What was embedded.</summary>
    public Dataset Dataset { get; }

    /// <summary>The embeddings, by a clip's place in the dataset.</summary>
    public EmbeddingStore Store { get; }

    /// <summary>Places in the dataset of the clips that could be used, ascending.</summary>
    public IReadOnlyList<int> Clips { get; }

    /// <summary>The dataset without those that could not.</summary>
    public Dataset Used { get; }

    /// <summary>The clips that could not.</summary>
    public IReadOnlyList<LeftOutClip> LeftOut { get; }

    /// <summary>Copies of each clip, itself included.</summary>
    public int Copies { get; }

    /// <summary>Clips that came whole from the cache.</summary>
    public int CachedClips { get; }

    /// <summary>What was done to the clips before they were embedded; null for nothing.</summary>
    public SoundPreparation? Preparation { get; }

    /// <summary>The label of each of the dataset's clips.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Embeds a dataset.</summary>
    /// <param name="dataset">What to embed.</param>
    /// <param name="embedder">What reads and embeds clips.</param>
    /// <param name="size">Length of an embedding.</param>
    /// <param name="copies">Changed copies beside each clip itself.</param>
    /// <param name="seed">Decides what is random in copies.</param>
    /// <param name="progress">Told after each clip; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DatasetException">A class has no clip left that can be used.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static async Task<EmbeddedDataset> CreateAsync(
        Dataset dataset,
        ClipEmbedder embedder,
        int size,
        IReadOnlyList<IWaveformTransform> copies,
        long seed,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(copies);
        var store = new EmbeddingStore(size);
        try
        {
            var (done, cached) = (0, 0);
            var usable = new List<int>();
            var leftOut = new List<(int Index, LeftOutClip Clip)>();
            IReadOnlyList<IWaveformTransform?> all = [null, .. copies];
            await foreach (var clip in embedder.EmbedAsync(dataset.Clips, all, seed, cancellationToken).ConfigureAwait(false))
            {
                if (clip.LeftOut is { } problem) leftOut.Add((clip.Index, problem));
                else usable.Add(clip.Index);
                foreach (var copy in clip.Copies) store.Add(copy);
                if (clip.IsCached) cached++;
                progress?.Report(new(TrainingStage.Embedding, ++done, dataset.Clips.Count));
            }

            usable.Sort();
            LeftOutClip[] problems = [.. leftOut.OrderBy(item => item.Index).Select(item => item.Clip)];
            return new(dataset, store, [.. usable], dataset.Without(problems), problems, all.Count, cached, embedder.Preparation);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>What to train on, of some clips: each itself and its copies.</summary>
    public TrainingSample[] Samples(IEnumerable<int> clips) =>
        [.. clips.SelectMany(clip => Enumerable.Range(0, Copies).Select(copy => new TrainingSample(clip, copy, Labels[clip])))];

    /// <summary>About how long a clip is, in seconds: what its patches cover.</summary>
    public double Seconds(int clip, IEmbedder embedder) =>
        (embedder.WindowSamples + ((Store.Levels(clip, 0).Length - 1.0) * embedder.HopSamples)) / AudioInput.YamnetSampleRate;

    /// <summary>The same with some of the clips only; the embeddings stay this one's.</summary>
    /// <param name="clips">Places in the dataset, of clips that could be used.</param>
    internal EmbeddedDataset Only(IReadOnlyList<int> clips) => new(Dataset, Store, [.. clips.Order()], Used, LeftOut, Copies, CachedClips, Preparation);

    /// <summary>What a head says about some clips.</summary>
    /// <param name="head">In evaluation mode; borrowed.</param>
    /// <param name="clips">Places in the dataset.</param>
    /// <param name="copy">Which copy of them; 0 for as they are.</param>
    public IReadOnlyList<ClipLogits> Judge(Head head, IEnumerable<int> clips, int copy = 0) =>
        [.. clips.Select(clip => new ClipLogits(Dataset.Clips[clip], Labels[clip], HeadTrainer.Logits(head, Store.Rows(clip, copy)), Store.Levels(clip, copy)))];

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
