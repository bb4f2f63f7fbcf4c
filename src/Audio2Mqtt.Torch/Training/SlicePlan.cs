using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Which files a labelled recording will become.</summary>
public sealed record SlicePlan
{
    /// <summary>The recording.</summary>
    public required string Recording { get; init; }

    /// <summary>What it is.</summary>
    public required AudioInfo Info { get; init; }

    /// <summary>The files, by start.</summary>
    public required IReadOnlyList<SliceFile> Files { get; init; }

    /// <summary>How they are written.</summary>
    public required AudioWriterOptions Writing { get; init; }

    /// <summary>What is odd about the labels, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
