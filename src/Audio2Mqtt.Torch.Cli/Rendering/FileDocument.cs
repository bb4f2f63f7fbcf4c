using System.Text.Json.Serialization;
using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>One file's result, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record FileDocument
{
    public required string Path { get; init; }

    public required string? Error { get; init; }

    public required string? Format { get; init; }

    public required double Start { get; init; }

    public required double Duration { get; init; }

    public required int Patches { get; init; }

    public required ClassDocument[] Classes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FrameDocument[]? Frames { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static FileDocument Of(FileResult result, ClassifierOptions options) => new()
    {
        Path = result.Path,
        Error = result.Error?.Message,
        Format = result.Info?.ToString(),
        Start = result.Start.TotalSeconds,
        Duration = result.Duration.TotalSeconds,
        Patches = result.PatchCount,
        Classes = ClassDocument.Of(result.Classes),
        Frames = options.KeepPatches
            ? [.. result.Patches.Select(patch => new FrameDocument(patch.Start.TotalSeconds, patch.End.TotalSeconds, ClassDocument.Of(patch.Classes)))]
            : null,
        Warnings = result.Warnings,
    };
}
