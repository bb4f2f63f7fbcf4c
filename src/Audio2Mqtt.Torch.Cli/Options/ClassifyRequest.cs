using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>classify</c> command line asks for.</summary>
internal sealed record ClassifyRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    public required ClassifierOptions Options { get; init; }

    public required YamnetVariant Network { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>The folder for label files; null for standard output.</summary>
    public string? OutputFolder { get; init; }

    public bool Verbose { get; init; }
}
