using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>classify</c> command line asks for.</summary>
internal sealed record ClassifyRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    public required ClassifierOptions Options { get; init; }

    /// <summary>The installed network to load; null where the model needs none.</summary>
    public required YamnetVariant? Network { get; init; }

    /// <summary>The folder of a trained model, or a file in it; null for YAMNet's own classes.</summary>
    public string? Model { get; init; }

    /// <summary>The model's name; null for YAMNet's own classes.</summary>
    public string? ModelName { get; init; }

    /// <summary>What is to be told before it begins; null for nothing.</summary>
    public string? Warning { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>The folder for label files; null for standard output.</summary>
    public string? OutputFolder { get; init; }

    public bool Verbose { get; init; }
}
