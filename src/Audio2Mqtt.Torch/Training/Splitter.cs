namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Parts clips into folds that keep recordings whole and classes as even as recordings allow: pieces of one recording never stand on both
/// sides, for they are so alike that a model would be judged on what it was taught.
/// </summary>
public static class Splitter
{
    /// <summary>Parts clips into folds.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="count">Folds, 2 or more.</param>
    /// <param name="seed">Decides among equally good ways.</param>
    /// <returns>The fold of each clip, from 0; -1 where it is of a recording that is the only one of a class: without it the class could not be learnt.</returns>
    /// <remarks>
    /// Recordings are taken in random order, those of many clips first, and each goes where the sum over classes of the squared share is then
    /// least: the greedy rule of a stratified group k-fold.
    /// </remarks>
    public static int[] Folds(IReadOnlyList<ClipSource> clips, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var classes = clips.Select(clip => clip.ClassName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((name, index) => (name, index)).ToDictionary(item => item.name, item => item.index, StringComparer.Ordinal);
        var totals = new double[classes.Count];
        foreach (var clip in clips) totals[classes[clip.ClassName]]++;
        var random = new Random(HashCode(seed));
        var needed = clips.GroupBy(clip => clip.ClassName, StringComparer.Ordinal)
            .Select(group => group.Select(clip => clip.Recording).Distinct(StringComparer.Ordinal).Take(2).ToArray())
            .Where(names => names.Length == 1).Select(names => names[0]).ToHashSet(StringComparer.Ordinal);
        var recordings = Enumerable.Range(0, clips.Count)
            .GroupBy(k => clips[k].Recording, StringComparer.Ordinal)
            .Select(group => (Clips: group.ToArray(), Order: random.Next()))
            .OrderByDescending(group => group.Clips.Length).ThenBy(group => group.Order)
            .ToArray();
        var held = new double[count, classes.Count];
        var folds = new int[clips.Count];
        Array.Fill(folds, -1);
        foreach (var recording in recordings.Where(recording => !needed.Contains(clips[recording.Clips[0]].Recording)))
        {
            var best = Enumerable.Range(0, count).MinBy(fold => Cost(held, fold, recording.Clips, clips, classes, totals));
            foreach (var k in recording.Clips)
            {
                folds[k] = best;
                held[best, classes[clips[k].ClassName]]++;
            }
        }

        return folds;
    }

    // What the squared shares grow by when the recording goes there; ties go to the fold with the fewest clips, then to the first.
    private static double Cost(
        double[,] held, int fold, int[] recording, IReadOnlyList<ClipSource> clips, Dictionary<string, int> classes, double[] totals)
    {
        var cost = 0.0;
        foreach (var group in recording.GroupBy(k => classes[clips[k].ClassName]))
        {
            var (before, after) = (held[fold, group.Key], held[fold, group.Key] + group.Count());
            cost += ((after * after) - (before * before)) / (totals[group.Key] * totals[group.Key]);
        }

        var size = 0.0;
        for (var k = 0; k < totals.Length; k++) size += held[fold, k];
        return cost + (1e-6 * size);
    }

    private static int HashCode(long seed) => (int)(seed ^ (seed >> 32));
}
