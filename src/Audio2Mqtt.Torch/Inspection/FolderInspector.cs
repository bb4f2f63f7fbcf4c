using Audio2Mqtt.Torch.Inspection.Clips;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Caching;
using Audio2Mqtt.Torch.Training.Review;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>Looks at a folder of class folders before training: what is there, what is wrong, what is missing.</summary>
/// <param name="embedding">What clips are compared by.</param>
/// <param name="network">The YAMNet that it needs, borrowed; null where it needs none.</param>
/// <param name="cache">Where embeddings are kept, the same as training's; null to keep none.</param>
public sealed class FolderInspector(EmbeddingDescription embedding, Yamnet? network, EmbeddingCache? cache)
{
    // Embedding is most of the work where nothing is cached.
    private const double EmbeddingShare = 0.8;

    /// <summary>Inspects a data set.</summary>
    /// <param name="dataset">As scanned.</param>
    /// <param name="withSounds">Whether to keep a short part of clips for a page.</param>
    /// <param name="progress">Told the part that is done, in [0, 1]; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; embeddings so far stay in the cache.</param>
    /// <exception cref="DatasetException">No clip of a class can be used.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async Task<FolderInspection> InspectAsync(
        Dataset dataset, bool withSounds, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using var embedder = Embedders.For(embedding, network);
        var embedded = progress is null ? null : new Part(progress);
        using var data = await EmbeddedDataset.CreateAsync(
            dataset, new ClipEmbedder(embedder, embedding.Key, cache), embedder.Size, [], seed: 0, embedded, cancellationToken).ConfigureAwait(false);
        cache?.Prune();
        var review = DatasetReviewer.Review(data, withMap: true, cancellationToken);
        ClipSource[] clips = [.. data.Clips.Select(clip => dataset.Clips[clip])];
        var places = data.Clips.Index().ToDictionary(item => item.Item, item => item.Index);
        (int First, int Second)[] pairs = [.. review.Pairs.Select(pair => (places[pair.First], places[pair.Second]))];
        var seconds = withSounds ? SoundBudget.Of(clips.Length, Told(review, clips)) : null;
        var looks = ClipLooker.Look(clips, seconds, progress is null ? null : new Rest(progress), cancellationToken);
        var counted = CountWarnings.Of(dataset.Classes, clips).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Dataset = data.Used,
            LeftOut = data.LeftOut,
            Clips = looks,
            Classes = [.. dataset.Classes.Select(name => Figures(name, looks, data.LeftOut))],
            Review = review,
            Duplicates = Copies.Find(looks, pairs, cancellationToken),
            Warnings = [.. data.Used.Warnings.Where(warning => !counted.Contains(warning)), .. Uncompared(clips.Length)],
            ComparedBy = embedding.Network is { } name ? $"embeddings of YAMNet '{name}'" : "spectra",
        };
    }

    private static IEnumerable<int> Told(DatasetReview review, ClipSource[] clips)
    {
        var places = clips.Index().ToDictionary(item => item.Item, item => item.Index);
        return review.Mislabels.SelectMany(one => (int[])[places[one.Clip], places[one.Nearest]]);
    }

    private static IEnumerable<string> Uncompared(int clips)
    {
        if (clips > DatasetReviewer.MostClips) yield return $"{clips} clips are too many to compare with each other (at most {DatasetReviewer.MostClips}): no map, mislabels, copies or overlaps are told";
    }

    private static ClassFigures Figures(string name, ClipLook[] looks, IReadOnlyList<LeftOutClip> leftOut)
    {
        ClipLook[] own = [.. looks.Where(look => look.Clip.ClassName == name)];
        double[] levels = [.. own.Select(look => look.LevelDbfs).Order()];
        return new(
            name,
            own.Length,
            own.Select(look => look.Clip.Recording).Distinct(StringComparer.Ordinal).Count(),
            own.Sum(look => look.Seconds),
            Quantile(levels, 0.5),
            Quantile(levels, 0.9) - Quantile(levels, 0.1),
            leftOut.Count(item => item.Clip.ClassName == name));
    }

    private static double Quantile(double[] rising, double share)
    {
        if (rising.Length == 0) return 0;
        var at = share * (rising.Length - 1);
        var low = (int)at;
        return rising[low] + ((at - low) * (rising[Math.Min(low + 1, rising.Length - 1)] - rising[low]));
    }

    private sealed class Part(IProgress<double> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(EmbeddingShare * value.Done / Math.Max(1, value.Total));
    }

    private sealed class Rest(IProgress<double> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(EmbeddingShare + ((1 - EmbeddingShare) * value));
    }
}
