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
}
