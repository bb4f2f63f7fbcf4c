using System.Globalization;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What the figures of a folder mean for whoever records.</summary>
internal static class RecordNext
{
    private const int EnoughClips = 20;
    private const int EnoughRecordings = 5;
    private const double NarrowSpreadDb = 3;
    private const int LeastForSpread = 5;
    private const int Imbalance = 5;
    private const int OverlapsNamed = 5;

    internal static IEnumerable<string> Of(FolderInspection folder)
    {
        var contradictions = folder.Duplicates.Count(pair => pair.IsContradiction);
        if (contradictions > 0) yield return Text($"{Pairs(contradictions)} the same sound in two classes: keep the right one of each");
        if (folder.Review.Mislabels.Count > 0)
            yield return folder.Review.Mislabels.Count == 1 ? "listen to the clip that may be in the wrong class" : Text($"listen to the {folder.Review.Mislabels.Count} clips that may be in the wrong class");
        if (!folder.Classes.Any(item => BackgroundClasses.IsBackground(item.Name)))
            yield return "no class is background (names such as background, noise, other): record what is heard when nothing happens, or a model names one of its sounds all the time (a2m-torch background)";
        foreach (var item in folder.Classes.OrderBy(item => item.Recordings).ThenBy(item => item.Clips))
        {
            if (Missing(item) is { } missing) yield return missing;
        }

        var (most, least) = (folder.Classes.MaxBy(item => item.Clips)!, folder.Classes.MinBy(item => item.Clips)!);
        if (most.Clips > Imbalance * least.Clips) yield return Text($"'{most.Name}' has {most.Clips} clips and '{least.Name}' {least.Clips}: more of '{least.Name}' brings more than more of the others");
        foreach (var pair in folder.Review.Overlaps.Take(OverlapsNamed))
            yield return Text($"'{pair.First}' and '{pair.Second}' sound alike: record more of both, in the same places, or make them one class");
        foreach (var item in folder.Classes.Where(item => item.Clips >= LeastForSpread && item.SpreadDb < NarrowSpreadDb))
            yield return Text($"'{item.Name}' is always about as loud ({item.SpreadDb:0.0} dB apart): record it from other distances too");
        var copies = folder.Duplicates.Count - contradictions;
        if (copies > 0) yield return Text($"{Pairs(copies)} the same sound in one class: copies teach nothing, and where they count as two recordings they make a model look better than it is");
    }

    private static string? Missing(ClassFigures item)
    {
        string[] parts =
        [
            .. item.Clips < EnoughClips ? [Text($"{EnoughClips - item.Clips} more clips or so")] : (string[])[],
            .. item.Recordings < EnoughRecordings ? [Text($"at least {EnoughRecordings - item.Recordings} more recordings, on other days and in other places")] : (string[])[],
        ];
        var has = Text($"{item.Clips} {(item.Clips == 1 ? "clip" : "clips")} from {item.Recordings} {(item.Recordings == 1 ? "recording" : "recordings")}");
        return parts.Length == 0 ? null : $"'{item.Name}' has {has}: {string.Join(", from ", parts)}";
    }

    private static string Pairs(int count) => count == 1 ? "one pair of clips holds" : Text($"{count} pairs of clips hold");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
