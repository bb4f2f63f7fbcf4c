using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>What became of one source.</summary>
public sealed record ConversionResult
{
    /// <summary>The source, and what it was to become.</summary>
    public required ConversionItem Item { get; init; }

    /// <summary>What became of it.</summary>
    public required ConversionState State { get; init; }

    /// <summary>What was written; several where sounds are parted.</summary>
    public IReadOnlyList<ConvertedFile> Files { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public AudioException? Error { get; init; }

    /// <summary>What is odd about it, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
