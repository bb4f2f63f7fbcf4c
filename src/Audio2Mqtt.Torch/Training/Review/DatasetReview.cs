namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>What the embeddings of a data set tell about it.</summary>
public sealed record DatasetReview
{
    /// <summary>Clips that were compared.</summary>
    public required int Clips { get; init; }

    /// <summary>Every clip's place on the map; empty where none was asked for.</summary>
    public required IReadOnlyList<MapPoint> Map { get; init; }

    /// <summary>Part of all variance that the map shows, in [0, 1].</summary>
    public required double MapShare { get; init; }

    /// <summary>Clips that may be in the wrong class, the most certain first.</summary>
    public required IReadOnlyList<LikelyMislabel> Mislabels { get; init; }

    /// <summary>Classes that sound alike, those that do most first.</summary>
    public required IReadOnlyList<ClassOverlap> Overlaps { get; init; }

    /// <summary>Clips that sound so much alike that one may be a copy of the other: places in the data set, not yet compared closely.</summary>
    internal IReadOnlyList<(int First, int Second)> Pairs { get; init; } = [];
}
