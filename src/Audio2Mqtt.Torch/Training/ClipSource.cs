namespace Audio2Mqtt.Torch.Training;

/// <summary>One labelled example: a file, or a stretch of a labelled long recording.</summary>
public sealed record ClipSource
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Where in the file it begins.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it is; null for all of the file from <see cref="Start"/>.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Its class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The recording it comes from: pieces of one recording never stand on both sides of a split.</summary>
    public required string Recording { get; init; }
}
