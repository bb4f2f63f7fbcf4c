using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What a folder of class folders is worth, as JSON has it; times in seconds, levels in dBFS. docs/cli.md lists the fields.</summary>
internal sealed record FolderDocument(
    string Version,
    string Folder,
    string ComparedBy,
    int Clips,
    int Recordings,
    double Seconds,
    FolderDocument.FiguresEntry[] Classes,
    FolderDocument.MislabelEntry[] Mislabels,
    FolderDocument.CopyEntry[] Copies,
    FolderDocument.OverlapEntry[] Overlaps,
    FolderDocument.PointEntry[] Map,
    DatasetDocument.LeftOutEntry[] LeftOut,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Advice)
{
    public static FolderDocument Of(FolderInspection folder) => new(
        ProgramVersion.Text,
        folder.Dataset.Folder,
        folder.ComparedBy,
        folder.Clips.Count,
        folder.Clips.Select(look => look.Clip.Recording).Distinct(StringComparer.Ordinal).Count(),
        Math.Round(folder.Clips.Sum(look => look.Seconds), 3),
        [.. folder.Classes.Select(one => new FiguresEntry(one.Name, one.Clips, one.Recordings, Math.Round(one.Seconds, 3), Two(one.LevelDbfs), Two(one.SpreadDb), one.LeftOut))],
        [.. folder.Review.Mislabels.Select(one => new MislabelEntry(ClipEntry.Of(one.Clip), one.Suggested, one.Votes, one.Neighbours, ClipEntry.Of(one.Nearest), Four(one.Similarity)))],
        [.. folder.Duplicates.Select(one => new CopyEntry(ClipEntry.Of(one.First), ClipEntry.Of(one.Second), one.IsExact, Four(one.Similarity)))],
        [.. folder.Review.Overlaps.Select(one => new OverlapEntry(one.First, one.Second, Four(one.FirstShare), Four(one.SecondShare)))],
        [.. folder.Review.Map.Select(one => new PointEntry(ClipEntry.Of(one.Clip), Four(one.X), Four(one.Y)))],
        [.. folder.LeftOut.Select(DatasetDocument.LeftOutEntry.Of)],
        folder.Warnings,
        folder.Advice);

    private static double Two(double value) => Math.Round(value, 2);

    private static double Four(double value) => Math.Round(value, 4);

    /// <summary>A class.</summary>
    internal sealed record FiguresEntry(string Name, int Clips, int Recordings, double Seconds, double LevelDbfs, double SpreadDb, int LeftOut);

    /// <summary>A clip.</summary>
    internal sealed record ClipEntry(string Path, double Start, string Class)
    {
        public static ClipEntry Of(ClipSource clip) => new(clip.Path, clip.Start.TotalSeconds, clip.ClassName);
    }

    /// <summary>A clip that sounds like another class.</summary>
    internal sealed record MislabelEntry(ClipEntry Clip, string Suggested, int Votes, int Neighbours, ClipEntry Nearest, double Similarity);

    /// <summary>Two clips that hold the same sound.</summary>
    internal sealed record CopyEntry(ClipEntry First, ClipEntry Second, bool Exact, double Similarity);

    /// <summary>Two classes that sound alike.</summary>
    internal sealed record OverlapEntry(string First, string Second, double FirstShare, double SecondShare);

    /// <summary>A clip's place.</summary>
    internal sealed record PointEntry(ClipEntry Clip, double X, double Y);
}
