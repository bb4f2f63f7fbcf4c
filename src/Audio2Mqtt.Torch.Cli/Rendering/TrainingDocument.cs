using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What <c>train --json</c> writes.</summary>
internal sealed record TrainingDocument(
    string Model,
    string Hash,
    IReadOnlyList<string> Classes,
    int Clips,
    int Recordings,
    IReadOnlyList<DatasetDocument.LeftOutEntry> LeftOut,
    IReadOnlyList<string> Warnings,
    string Procedure,
    int BestEpoch,
    IReadOnlyList<TrainingEpoch> Epochs,
    bool Interrupted,
    int CachedClips,
    TrainingSeconds Seconds,
    TrainingFineTune? FineTune,
    JsonObject HeldOut)
{
    public static TrainingDocument Of(string path, TrainingResult result, JsonObject heldOut) => new(
        path,
        result.Model.Hash!,
        result.Model.Description.Classes,
        result.Used.Clips.Count,
        result.Used.Clips.Select(clip => clip.Recording).Distinct().Count(),
        [.. result.LeftOut.Select(DatasetDocument.LeftOutEntry.Of)],
        result.Used.Warnings,
        result.Procedure,
        result.BestEpoch,
        [.. result.History.Select(TrainingEpoch.Of)],
        result.IsInterrupted,
        result.CachedClips,
        new(Rounded(result.Embedding), Rounded(result.Training), Rounded(result.Total)),
        result.FineTune is { } tuned ? TrainingFineTune.Of(tuned) : null,
        heldOut);

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
