namespace Audio2Mqtt.Torch.Events;

/// <summary>The patches that an average looks at: a ring, into whose places the sounds write their scores.</summary>
internal sealed class RecentPatches(int length)
{
    private readonly Entry[] entries = new Entry[length];
    private long lastStart = long.MinValue;
    private long lastEnd;

    /// <summary>How many patches are looked at.</summary>
    public int Length => length;

    /// <summary>The place of the newest one.</summary>
    public int Newest { get; private set; }

    /// <summary>How many patches were left out before the newest one.</summary>
    public int Skipped { get; private set; }

    /// <summary>What is known of the patch that is <paramref name="age"/> patches old; null where none came.</summary>
    public Entry? Back(int age) => entries[Place(age)] is { IsPresent: true } entry ? entry : null;

    /// <summary>The place of the patch that is so many patches old.</summary>
    public int Place(int age) => (Newest + length - age) % length;

    /// <summary>Whether more than a patch's length lies unheard before this one.</summary>
    public bool IsBroken(in PatchObservation patch) => Missing(patch) > 0 && patch.StartSample - lastEnd > patch.EndSample - patch.StartSample;

    /// <summary>Takes the next one.</summary>
    /// <exception cref="ArgumentException">It does not begin after the one before.</exception>
    public void Add(in PatchObservation patch)
    {
        if (patch.StartSample <= lastStart) throw new ArgumentException("does not begin after the patch before", nameof(patch));
        Skipped = (int)Math.Min(Missing(patch), int.MaxValue);
        for (var missing = Math.Min(Skipped, length); missing > 0; missing--) Advance(default);
        var onset = Math.Clamp(patch.OnsetSample, patch.StartSample, patch.EndSample);
        Advance(new(true, onset, Math.Clamp(patch.OffsetSample, onset, patch.EndSample), patch.LevelDbfs));
        (lastStart, lastEnd) = (patch.StartSample, patch.EndSample);
    }

    /// <summary>Forgets the patches, but not how far the clock had come.</summary>
    public void Clear()
    {
        Array.Clear(entries);
        lastEnd = long.MaxValue;
    }

    // Nothing is missing before the first patch and after a break.
    private long Missing(in PatchObservation patch) =>
        lastStart == long.MinValue || lastEnd == long.MaxValue ? 0
            : Math.Max(0, ((patch.StartSample - lastStart + (patch.HopSamples / 2)) / patch.HopSamples) - 1);

    private void Advance(Entry entry)
    {
        Newest = (Newest + 1) % length;
        entries[Newest] = entry;
    }

    /// <summary>A patch.</summary>
    /// <param name="IsPresent">Whether there was one.</param>
    /// <param name="OnsetSample">From where it is loud.</param>
    /// <param name="OffsetSample">Up to where it is loud.</param>
    /// <param name="LevelDbfs">Its level.</param>
    internal readonly record struct Entry(bool IsPresent, long OnsetSample, long OffsetSample, float LevelDbfs);
}
