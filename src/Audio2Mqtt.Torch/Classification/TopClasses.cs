namespace Audio2Mqtt.Torch.Classification;

/// <summary>Picks the highest classes.</summary>
internal static class TopClasses
{
    /// <summary>The highest <paramref name="count"/> of the chosen classes at or above a threshold, the best first; ties go by index.</summary>
    public static ClassScore[] Of(
        ReadOnlySpan<float> scores, ReadOnlySpan<int> chosen, IReadOnlyList<string> classNames, int count, float threshold)
    {
        // Insertion into a short sorted list: with a handful of places it beats sorting 521 scores.
        var best = new List<int>(Math.Min(count, chosen.Length) + 1);
        foreach (var index in chosen)
        {
            var score = scores[index];
            if (!(score >= threshold) || (best.Count == count && score <= scores[best[^1]])) continue;
            var place = best.Count;
            while (place > 0 && scores[best[place - 1]] < score) place--;
            best.Insert(place, index);
            if (best.Count > count) best.RemoveAt(count);
        }

        var classes = new ClassScore[best.Count];
        for (var i = 0; i < classes.Length; i++) classes[i] = new(best[i], classNames[best[i]], scores[best[i]]);
        return classes;
    }
}
