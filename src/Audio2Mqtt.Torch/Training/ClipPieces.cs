namespace Audio2Mqtt.Torch.Training;

/// <summary>Cuts a stretch of a recording into pieces.</summary>
internal static class ClipPieces
{
    /// <summary>
    /// Pieces of <paramref name="maxSeconds"/> one after the other; the rest is a piece of its own from <paramref name="minSeconds"/> on, and else
    /// stays with the piece before it.
    /// </summary>
    /// <returns>None where the stretch itself is shorter than <paramref name="minSeconds"/>.</returns>
    internal static IEnumerable<(TimeSpan Start, TimeSpan Duration)> Cut(TimeSpan start, TimeSpan end, double maxSeconds, double minSeconds)
    {
        var (max, min) = (TimeSpan.FromSeconds(maxSeconds), TimeSpan.FromSeconds(minSeconds));
        if (end - start < min) yield break;
        for (var at = start; at < end;)
        {
            var left = end - at;
            var length = left <= max || left - max < min ? left : max;
            yield return (at, length);
            at += length;
        }
    }
}
