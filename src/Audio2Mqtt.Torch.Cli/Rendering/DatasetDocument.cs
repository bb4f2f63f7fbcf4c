using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What a folder of class folders holds, as JSON has it; times in seconds. docs/cli.md lists the fields.</summary>
internal sealed record DatasetDocument(
    string Folder,
    int Clips,
    int Recordings,
    double Seconds,
    DatasetDocument.ClassEntry[] Classes,
    DatasetDocument.LeftOutEntry[] LeftOut,
    IReadOnlyList<string> Warnings)
{
    public static DatasetDocument Of(DatasetInspection inspection) => new(
        inspection.Dataset.Folder,
        inspection.Dataset.Clips.Count,
        inspection.Dataset.Clips.Select(clip => clip.Recording).Distinct().Count(),
        Math.Round(inspection.Classes.Sum(item => item.Seconds), 3),
        [.. inspection.Classes.Select(ClassEntry.Of)],
        [.. inspection.LeftOut.Select(LeftOutEntry.Of)],
        inspection.Dataset.Warnings);

    /// <summary>A class.</summary>
    internal sealed record ClassEntry(string Name, int Clips, int Recordings, double Seconds, Dictionary<string, int> Formats, int LeftOut)
    {
        public static ClassEntry Of(ClassSummary item) =>
            new(item.Name, item.Clips, item.Recordings, Math.Round(item.Seconds, 3), item.Formats.ToDictionary(), item.LeftOut);
    }

    /// <summary>A clip that teaches nothing.</summary>
    internal sealed record LeftOutEntry(string Path, double Start, string Class, string Verdict, string Reason)
    {
        public static LeftOutEntry Of(LeftOutClip item) =>
            new(item.Clip.Path, item.Clip.Start.TotalSeconds, item.Clip.ClassName, Word(item.Verdict), item.Reason);

        private static string Word(ClipVerdict verdict) => verdict switch
        {
            ClipVerdict.Silent => "silent",
            ClipVerdict.TooShort => "too_short",
            _ => "unreadable",
        };
    }
}
