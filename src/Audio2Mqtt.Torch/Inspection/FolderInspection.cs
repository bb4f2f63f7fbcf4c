using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Review;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What a folder of class folders holds, and what that is worth for training.</summary>
public sealed record FolderInspection
{
    /// <summary>The clips that can be used.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>Those that cannot, and why.</summary>
    public required IReadOnlyList<LeftOutClip> LeftOut { get; init; }

    /// <summary>Every clip that can be used, in the data set's order.</summary>
    public required IReadOnlyList<ClipLook> Clips { get; init; }

    /// <summary>The classes, in their order.</summary>
    public required IReadOnlyList<ClassFigures> Classes { get; init; }

    /// <summary>Mislabels, overlaps and the map.</summary>
    public required DatasetReview Review { get; init; }

    /// <summary>Clips that hold the same sound: contradictions first, then the most alike.</summary>
    public required IReadOnlyList<NearDuplicate> Duplicates { get; init; }

    /// <summary>What the scan found odd, without what <see cref="Advice"/> says.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What to record next, and what to tidy up, the most urgent first.</summary>
    public IReadOnlyList<string> Advice => [.. RecordNext.Of(this)];

    /// <summary>What the clips were compared by, for people.</summary>
    public required string ComparedBy { get; init; }
}
