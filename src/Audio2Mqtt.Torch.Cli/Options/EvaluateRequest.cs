using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What an <c>evaluate</c> command line asks for.</summary>
internal sealed record EvaluateRequest
{
    /// <summary>The model's folder, or a file in it.</summary>
    public required string Model { get; init; }

    public required ModelDescription Description { get; init; }

    /// <summary>The labelled recordings.</summary>
    public required string Folder { get; init; }

    public required DatasetOptions Dataset { get; init; }

    public required EvaluationOptions Options { get; init; }

    public bool StoreThresholds { get; init; }

    public bool Json { get; init; }

    /// <summary>Where the page goes; null for none.</summary>
    public string? Report { get; init; }
}
