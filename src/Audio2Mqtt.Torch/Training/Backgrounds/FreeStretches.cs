using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>What of some recordings is still free, and random segments of it that never overlap. Times are whole milliseconds, as names of files have them.</summary>
/// <param name="lengths">Of the recordings.</param>
/// <param name="segment">Length of a segment, above 0.</param>
internal sealed class FreeStretches(IEnumerable<long> lengths, long segment)
{
    private readonly List<Gap> gaps = [.. lengths.Select((length, recording) => new Gap(recording, 0, length)).Where(gap => gap.Length >= segment)];

    /// <summary>How many segments there is room for at most.</summary>
    internal long Room => gaps.Sum(gap => gap.Length / segment);

    /// <summary>Draws segments, each place as likely as the others as far as they leave each other room; by recording and time.</summary>
    /// <param name="count">How many; fewer come where there is no room for so many.</param>
    /// <param name="draws">The source of randomness.</param>
    internal List<Place> Draw(int count, SeededDraws draws)
    {
        var shares = new int[gaps.Count];
        var left = gaps.Sum(gap => gap.Length);
        for (var k = 0; k < count && Choose(shares, left, draws) is { } gap; k++)
        {
            shares[gap]++;
            left -= segment;
        }

        return [.. shares.SelectMany((share, gap) => Within(gaps[gap], share, draws)).OrderBy(place => place.Recording).ThenBy(place => place.Start)];
    }

    /// <summary>A segment is used up.</summary>
    internal void Take(Place place) => Remove(place.Recording, place.Start, place.Start + segment);

    /// <summary>A segment was refused: what is drawn later may still overlap its beginning or end, and never is the same again.</summary>
    internal void Refuse(Place place) => Remove(place.Recording, place.Start + (segment / 4), place.Start + segment - (segment / 4));

    /// <summary>A recording is of no use.</summary>
    internal void Drop(int recording) => gaps.RemoveAll(gap => gap.Recording == recording);

    // By free length, among those with room; null where none has.
    private int? Choose(int[] shares, long left, SeededDraws draws)
    {
        // What is too short to hold one more was counted too, so a draw may fall there: from it on, the next with room is taken.
        var at = (long)(draws.Unit() * left);
        int? last = null;
        for (var k = 0; k < gaps.Count; k++)
        {
            var length = gaps[k].Length - (shares[k] * segment);
            if (length >= segment) last = k;
            if (at < length && last == k) return k;
            at -= length;
        }

        return last;
    }

    // Sorted places in what the segments leave free, pushed apart by the segments before them.
    private IEnumerable<Place> Within(Gap gap, int count, SeededDraws draws)
    {
        var room = gap.Length - (count * segment) + 1;
        long[] offsets = [.. Enumerable.Range(0, count).Select(_ => (long)(draws.Unit() * room)).Order()];
        return offsets.Select((offset, k) => new Place(gap.Recording, gap.Start + offset + (k * segment)));
    }

    private void Remove(int recording, long start, long end)
    {
        var index = gaps.FindIndex(gap => gap.Recording == recording && gap.Start <= start && gap.End >= end);
        var (_, from, to) = gaps[index];
        gaps.RemoveAt(index);
        if (to - end >= segment) gaps.Insert(index, new(recording, end, to));
        if (start - from >= segment) gaps.Insert(index, new(recording, from, start));
    }

    /// <summary>Where a segment begins.</summary>
    internal readonly record struct Place(int Recording, long Start);

    private readonly record struct Gap(int Recording, long Start, long End)
    {
        public long Length => End - Start;
    }
}
