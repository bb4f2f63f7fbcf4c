namespace Audio2Mqtt.Torch.Training;

/// <summary>A data set after every clip was decoded once.</summary>
/// <param name="Dataset">What can be used, with its warnings.</param>
/// <param name="Clips">Every clip that was found, in the scanned order.</param>
public sealed record DatasetInspection(Dataset Dataset, IReadOnlyList<ClipInspection> Clips)
{
    /// <summary>The clips that are left out, and why.</summary>
    public IReadOnlyList<LeftOutClip> LeftOut { get; } = [.. Clips.Where(clip => clip.LeftOut is not null).Select(clip => clip.LeftOut!)];

    /// <summary>The classes, in their order.</summary>
    public IReadOnlyList<ClassSummary> Classes { get; } =
        [.. Dataset.Classes.Select(name => Summary(name, [.. Clips.Where(clip => clip.Clip.ClassName == name)]))];

    private static ClassSummary Summary(string name, List<ClipInspection> all)
    {
        var used = all.FindAll(clip => clip.LeftOut is null);
        var formats = used.GroupBy(clip => clip.Format ?? "?").Select(group => KeyValuePair.Create(group.Key, group.Count()))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        return new(
            name, used.Count, used.Select(clip => clip.Clip.Recording).Distinct().Count(), used.Sum(clip => clip.Seconds), [.. formats], all.Count - used.Count);
    }
}
