namespace Audio2Mqtt.Torch.Training;

/// <summary>Labelled clips.</summary>
public sealed record Dataset
{
    /// <summary>The folder they were found in.</summary>
    public required string Folder { get; init; }

    /// <summary>The classes in ordinal order; a clip's label is the index of its class here.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Every clip, ordered by class, path and start.</summary>
    public required IReadOnlyList<ClipSource> Clips { get; init; }

    /// <summary>What the user should know: few clips, imbalance, no background.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The same without clips that turned out to teach nothing; what the numbers of clips say is said anew.</summary>
    /// <param name="leftOut">Clips of this data set; others change nothing.</param>
    /// <exception cref="DatasetException">A class would be empty. The message names it and its files.</exception>
    public Dataset Without(IReadOnlyList<LeftOutClip> leftOut)
    {
        ArgumentNullException.ThrowIfNull(leftOut);
        if (leftOut.Count == 0) return this;
        var ignored = leftOut.Select(item => item.Clip).ToHashSet();
        ClipSource[] kept = [.. Clips.Where(clip => !ignored.Contains(clip))];
        var left = kept.Select(clip => clip.ClassName).ToHashSet(StringComparer.Ordinal);
        if (Classes.FirstOrDefault(name => !left.Contains(name)) is { } empty)
        {
            string[] why = [.. leftOut.Where(item => item.Clip.ClassName == empty).Select(item => $"{Path.GetFileName(item.Clip.Path)} {item.Reason}").Distinct()];
            throw new DatasetException(Folder, $"no clip of class '{empty}' can be used: {Words.Few(why)}");
        }

        var before = CountWarnings.Of(Classes, Clips).ToHashSet();
        return this with { Clips = kept, Warnings = [.. Warnings.Where(warning => !before.Contains(warning)), .. CountWarnings.Of(Classes, kept)] };
    }
}
