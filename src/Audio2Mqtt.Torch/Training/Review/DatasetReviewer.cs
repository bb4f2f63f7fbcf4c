namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>
/// Compares the clips of a data set by their embeddings: which sound like another class, which classes sound alike, which may be copies. Clips of one recording
/// are never each other's witnesses.
/// </summary>
public static class DatasetReviewer
{
    /// <summary>Beyond so many clips nothing is compared: it would take minutes and gigabytes.</summary>
    public const int MostClips = 20_000;

    /// <summary>Neighbours that are asked of each clip.</summary>
    internal const int Asked = 5;

    // Measured on 320 clips of ten classes: of 95 % at least four of five neighbours are of their own class, so that these are found wherever they are put; of two clips
    // in their right place four are of another.
    private const int VotesNeeded = 4;

    // The nearest of any of those 320 clips has 0.42: what is like nothing says nothing.
    private const double LeastSimilarity = 0.3;

    // A class whose other recordings hold fewer clips cannot win a vote, right or wrong.
    private const int LeastOfOwn = 3;
    private const double LeastOverlap = 0.15;
    private const int PairsOfEach = 8;

    // For a training, which is to lose no time: measured on 320 clips, 19 pairs are so much alike, and the one pair of copies is among them.
    private const double MuchAlike = 0.95;
    private const int MostPairs = 30;

    /// <summary>Reviews a data set.</summary>
    /// <param name="data">The embedded clips.</param>
    /// <param name="withMap">Whether to draw the map and to gather all pairs that may be copies, for which training has no time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The review; empty above <see cref="MostClips"/>.</returns>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static DatasetReview Review(EmbeddedDataset data, bool withMap = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyList<int> clips = data.Clips.Count <= MostClips ? data.Clips : [];
        var vectors = ClipVectors.Of(data.Store, clips);
        ClipSource[] sources = [.. clips.Select(clip => data.Dataset.Clips[clip])];
        var neighbours = Neighbours.Of(
            vectors, Asked, (one, other) => !string.Equals(sources[one].Recording, sources[other].Recording, StringComparison.Ordinal), cancellationToken);
        var (places, share) = withMap ? Pca.Project(vectors) : ([], 0);
        return new()
        {
            Clips = clips.Count,
            Map = [.. places.Select((place, k) => new MapPoint(sources[k], place.X, place.Y))],
            MapShare = share,
            Mislabels = Mislabels(sources, neighbours),
            Overlaps = Overlaps(data.Dataset.Classes, sources, neighbours),
            Pairs = [.. (withMap ? Pairs(vectors, cancellationToken) : NearestPairs(neighbours)).Select(pair => (clips[pair.First], clips[pair.Second]))],
        };
    }

    private static List<LikelyMislabel> Mislabels(ClipSource[] clips, IReadOnlyList<(int Place, float Similarity)>[] neighbours)
    {
        var found = new List<LikelyMislabel>();
        var byClass = clips.GroupBy(clip => clip.ClassName, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var (k, clip) in clips.Index())
        {
            if (neighbours[k].Count < Asked) continue;
            var (suggested, votes) = neighbours[k].GroupBy(one => clips[one.Place].ClassName, (name, all) => (Name: name, Votes: all.Count())).MaxBy(one => one.Votes);
            if (votes < VotesNeeded || suggested == clip.ClassName) continue;
            if (byClass[clip.ClassName].Count(other => other.Recording != clip.Recording) < LeastOfOwn) continue;
            var nearest = neighbours[k].First(one => clips[one.Place].ClassName == suggested);
            if (nearest.Similarity < LeastSimilarity) continue;
            found.Add(new(clip, suggested, votes, neighbours[k].Count, clips[nearest.Place], nearest.Similarity));
        }

        return [.. found.OrderByDescending(one => one.Votes).ThenByDescending(one => one.Similarity)];
    }

    private static List<ClassOverlap> Overlaps(IReadOnlyList<string> classes, ClipSource[] clips, IReadOnlyList<(int Place, float Similarity)>[] neighbours)
    {
        var labels = classes.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var votes = new double[classes.Count, classes.Count];
        var asked = new double[classes.Count];
        foreach (var (k, clip) in clips.Index())
        {
            asked[labels[clip.ClassName]] += neighbours[k].Count;
            foreach (var (place, _) in neighbours[k]) votes[labels[clip.ClassName], labels[clips[place].ClassName]]++;
        }

        var overlaps =
            from one in Enumerable.Range(0, classes.Count)
            from other in Enumerable.Range(one + 1, classes.Count - one - 1)
            let shares = (One: votes[one, other] / Math.Max(1, asked[one]), Other: votes[other, one] / Math.Max(1, asked[other]))
            where Math.Max(shares.One, shares.Other) >= LeastOverlap
            orderby Math.Max(shares.One, shares.Other) descending
            select new ClassOverlap(classes[one], classes[other], shares.One, shares.Other);
        return [.. overlaps];
    }

    private static IEnumerable<(int First, int Second)> NearestPairs(IReadOnlyList<(int Place, float Similarity)>[] neighbours) => neighbours
        .SelectMany((nearest, k) => nearest.Take(1).Select(one => (First: Math.Min(k, one.Place), Second: Math.Max(k, one.Place), one.Similarity)))
        .Where(pair => pair.Similarity >= MuchAlike).OrderByDescending(pair => pair.Similarity).Select(pair => (pair.First, pair.Second)).Distinct().Take(MostPairs);

    private static IEnumerable<(int First, int Second)> Pairs(float[][] vectors, CancellationToken cancellationToken) =>
        Neighbours.Of(vectors, PairsOfEach, (_, _) => true, cancellationToken)
            .SelectMany((nearest, k) => nearest.Select(one => (Math.Min(k, one.Place), Math.Max(k, one.Place)))).Distinct().Order();
}
