using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Review;

namespace Audio2Mqtt.Torch.Inspection.Clips;

/// <summary>
/// Finds clips that hold the same sound: files of equal bytes, and copies of another level, coding or cut. Of the latter, fingerprints choose which pairs are worth it, and
/// waveforms decide.
/// </summary>
internal static class Copies
{
    private const double LeastAlike = 0.7;

    // Each costs some 20 ms and two clips decoded: more copies than this are no longer listed one by one.
    private const int MostCompared = 2000;

    /// <summary>Finds them.</summary>
    /// <param name="looks">The clips.</param>
    /// <param name="pairs">Places of clips that sound much alike.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<NearDuplicate> Find(IReadOnlyList<ClipLook> looks, IReadOnlyList<(int First, int Second)> pairs, CancellationToken cancellationToken)
    {
        var exact = Exact(looks, cancellationToken);
        var alike = new double[pairs.Count];
        AllCores.For(pairs.Count, k => alike[k] = exact.Contains(pairs[k]) ? -1 : Alike(looks, pairs[k]), cancellationToken);
        var compared = pairs.Zip(alike).Where(item => item.Second >= LeastAlike).OrderByDescending(item => item.Second).Take(MostCompared)
            .GroupBy(item => item.First.First, item => item.First.Second).Select(group => (First: group.Key, Seconds: group.ToArray())).ToArray();
        var found = new List<NearDuplicate>[compared.Length];
        AllCores.For(compared.Length, k => found[k] = [.. Compare(looks, compared[k].First, compared[k].Seconds, cancellationToken)], cancellationToken);
        return
        [
            .. exact.Order().Select(pair => new NearDuplicate(looks[pair.First].Clip, looks[pair.Second].Clip, 1, true)).Concat(found.SelectMany(some => some))
                .OrderByDescending(pair => pair.IsContradiction).ThenByDescending(pair => pair.IsExact).ThenByDescending(pair => pair.Similarity),
        ];
    }

    // Of more than two files of equal bytes, each with the first. Pieces of one file are no copies of each other.
    private static HashSet<(int First, int Second)> Exact(IReadOnlyList<ClipLook> looks, CancellationToken cancellationToken)
    {
        int[] whole = [.. Enumerable.Range(0, looks.Count).Where(k => looks[k].Clip.Duration is null)];
        return
        [
            .. DuplicateFiles.Find([.. whole.Select(k => looks[k].Clip.Path)], cancellationToken)
                .SelectMany(equal => equal.Skip(1).Select(other => (whole[equal[0]], whole[other]))),
        ];
    }

    private static double Alike(IReadOnlyList<ClipLook> looks, (int First, int Second) pair)
    {
        var (one, other) = (looks[pair.First], looks[pair.Second]);
        if (one.Fingerprint is null || other.Fingerprint is null || one.Clip.Path == other.Clip.Path) return -1;
        return one.Fingerprint.Similarity(other.Fingerprint);
    }

    private static IEnumerable<NearDuplicate> Compare(IReadOnlyList<ClipLook> looks, int first, int[] seconds, CancellationToken cancellationToken)
    {
        TorchRuntime.UseOneThread();
        var one = ClipSamples.Of(looks[first].Clip, cancellationToken);
        foreach (var second in seconds)
        {
            var similarity = WaveformMatch.Of(one, ClipSamples.Of(looks[second].Clip, cancellationToken));
            if (similarity >= WaveformMatch.LeastOfCopies) yield return new(looks[first].Clip, looks[second].Clip, similarity, false);
        }
    }
}
