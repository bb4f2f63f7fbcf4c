using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Network.Weights;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Caching;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What an <c>inspect</c> command line asks for.</summary>
internal sealed record InspectRequest
{
    /// <summary>A file, or a folder of class folders.</summary>
    public required string Place { get; init; }

    public required AudioInspectorOptions Audio { get; init; }

    /// <summary>Where the page goes; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Where the spectrogram goes; null for none.</summary>
    public string? Png { get; init; }

    /// <summary>Frequencies that the spectrum marks, in hertz; null for none.</summary>
    public double? LowHz { get; init; }

    public double? HighHz { get; init; }

    /// <summary>The trained model that hears the timeline; null for YAMNet's own classes.</summary>
    public string? Model { get; init; }

    /// <summary>The installed network to load; null where none is needed.</summary>
    public YamnetVariant? Network { get; init; }

    public required DatasetOptions Dataset { get; init; }

    public EmbeddingCache? Cache { get; init; }

    public bool Json { get; init; }

    /// <summary>The same recording for <c>classify</c>'s loader of what scores.</summary>
    public ClassifyRequest ToClassify() => new()
    {
        Files = [Place], Options = new(), Format = OutputFormat.Json, Network = Network, Model = Model,
    };
}
