using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One network's weights, as JSON has it. docs/cli.md lists the fields.</summary>
internal sealed record WeightsDocument
{
    public required string Name { get; init; }

    public required bool Installed { get; init; }

    public required string Path { get; init; }

    public required long Bytes { get; init; }

    public required string? Hash { get; init; }

    public required string? Source { get; init; }

    public required string? SourceSha256 { get; init; }

    public required string? SourceFormat { get; init; }

    public required string? Licence { get; init; }

    public static WeightsDocument Of(WeightsInfo info) => new()
    {
        Name = info.Variant.ToString().ToLowerInvariant(),
        Installed = info.IsInstalled,
        Path = info.Path,
        Bytes = info.Bytes,
        Hash = info.WeightsHash,
        Source = info.Provenance?.Url ?? info.Provenance?.SourceFile,
        SourceSha256 = info.Provenance?.SourceSha256,
        SourceFormat = info.Provenance?.Format,
        Licence = info.Provenance?.Licence,
    };
}
