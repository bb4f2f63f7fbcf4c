using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>What was heard in one file, or why it could not be heard.</summary>
public sealed record FileResult
{
    /// <summary>The file, URL or <c>-</c>, as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>Why the file gave no scores; null when it did. Then every list is empty.</summary>
    public Audio2MqttException? Error { get; init; }

    /// <summary>What the source is; null when it could not be opened.</summary>
    public AudioInfo? Info { get; init; }

    /// <summary>Where the classified part begins in the source.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How much was classified, without the padding at the end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The number of patches.</summary>
    public int PatchCount { get; init; }

    /// <summary>The highest classes over the threshold, the best first.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>The timeline, patch by patch; empty unless <see cref="ClassifierOptions.KeepPatches"/>.</summary>
    public IReadOnlyList<PatchResult> Patches { get; init; } = [];

    /// <summary>Segments by start, then by score; empty unless <see cref="ClassifierOptions.SegmentThreshold"/> is set.</summary>
    public IReadOnlyList<SoundSegment> Segments { get; init; } = [];

    /// <summary>What is odd about the file and yet did not stop the reading, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
