using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Finds labelled clips in a folder: a folder for each class with recordings in it (and in folders below), and beside them long recordings with
/// labels (<see cref="LabelledRecording"/>). Headers are read, audio is not: whether a clip is any good is told by <see cref="DatasetInspector"/>.
/// Hidden files and what is no audio by its extension are passed over.
/// </summary>
/// <param name="options">How recordings become clips; null for the defaults.</param>
public sealed class DatasetScanner(DatasetOptions? options = null)
{
    private readonly DatasetOptions options = options ?? new();

    /// <summary>Scans a folder.</summary>
    /// <param name="folder">The folder of class folders.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <returns>Clips of all classes, with warnings.</returns>
    /// <exception cref="DatasetException">
    /// The folder is missing, empty, or holds too few classes; class names differ in case only; a label file cannot be used.
    /// </exception>
    public Dataset Scan(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var warnings = new List<string>();
        var files = Files(folder, warnings);
        string[] classes = [.. files.SelectMany(Labels).Distinct().Order(StringComparer.Ordinal)];
        ClassNames.Check(folder, classes, options.MinimumClasses, warnings);
        var duplicates = DuplicateFiles.Find([.. files.Select(file => file.Path)], cancellationToken);
        WarnOfContradictions(files, duplicates, warnings);
        var recordings = RecordingKeys.Of(folder, files, options.Group, duplicates);

        var cut = new (IReadOnlyList<ClipSource> Clips, IReadOnlyList<string> Warnings)[files.Count];
        AllCores.For(files.Count, i => cut[i] = Clips(files[i], recordings[i], cancellationToken), cancellationToken);
        warnings.AddRange(cut.SelectMany(item => item.Warnings));
        var clips = cut.SelectMany(item => item.Clips)
            .OrderBy(clip => clip.ClassName, StringComparer.Ordinal).ThenBy(clip => clip.Path, StringComparer.Ordinal).ThenBy(clip => clip.Start).ToList();
        var used = clips.Select(clip => clip.ClassName).ToHashSet(StringComparer.Ordinal);
        if (classes.FirstOrDefault(name => !used.Contains(name)) is { } empty)
            throw new DatasetException(folder, $"no clip of class '{empty}' can be used: {Words.Few(warnings)}");
        return new() { Folder = folder, Classes = classes, Clips = clips, Warnings = [.. warnings, .. CountWarnings.Of(classes, clips)] };
    }

    private static List<SourceFile> Files(string folder, List<string> warnings)
    {
        var files = new List<SourceFile>();
        foreach (var classFolder in DatasetFiles.FoldersIn(folder))
        {
            var audio = DatasetFiles.AudioBelow(classFolder);
            if (audio.Count == 0) warnings.Add($"{classFolder}: no audio file in this folder; left out");
            var name = Path.GetFileName(classFolder);
            files.AddRange(audio.Select(path => new SourceFile(path, Relative(folder, path), name, null)));
            if (DatasetFiles.In(classFolder).Find(IsLabels) is { } labels)
                warnings.Add($"{labels}: labels are read beside class folders, not in them; the recordings of this folder all count as '{name}'");
        }

        var labelled = LabelledRecording.Find(folder, warnings);
        files.AddRange(labelled.Select(recording => new SourceFile(recording.Path, Relative(folder, recording.Path), null, recording.Labels)));
        var known = labelled.Select(recording => recording.Path).ToHashSet(StringComparer.Ordinal);
        string[] loose = [.. DatasetFiles.In(folder).Where(AudioFormats.IsAudio).Where(path => !known.Contains(path)).Select(path => Path.GetFileName(path)!)];
        if (loose.Length > 0) warnings.Add($"{folder}: {Words.Few(loose)}: beside the class folders and without labels; left out");
        return files;
    }

    private static bool IsLabels(string path) =>
        path.EndsWith(LabelFile.JsonSuffix, StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(path).Equals(LabelFile.JsonSuffix[1..], StringComparison.OrdinalIgnoreCase);

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<string> Labels(SourceFile file) =>
        file.ClassName is { } name ? [name] : file.Labels!.Stretches.Select(stretch => stretch.Label).Distinct();

    private static void WarnOfContradictions(List<SourceFile> files, List<IReadOnlyList<int>> duplicates, List<string> warnings)
    {
        foreach (var equal in duplicates)
        {
            SourceFile[] same = [.. equal.Select(index => files[index]).Where(file => file.ClassName is not null)];
            if (same.Select(file => file.ClassName).Distinct().Count() > 1)
                warnings.Add($"{Words.Few([.. same.Select(file => file.RelativePath)])} hold the same and are of different classes: keep the right one");
        }
    }

    private (IReadOnlyList<ClipSource> Clips, IReadOnlyList<string> Warnings) Clips(SourceFile file, string recording, CancellationToken cancellationToken)
    {
        if (file.Labels is { } labels) return LabelledClips.Cut(file.Path, labels, recording, options, cancellationToken);
        var whole = new ClipSource { Path = file.Path, ClassName = file.ClassName!, Recording = recording };
        if (AudioLength.OfClip(file.Path, cancellationToken) is not { } length || length.TotalSeconds <= options.WholeClipSeconds) return ([whole], []);
        var pieces = ClipPieces.Cut(TimeSpan.Zero, length, options.PieceSeconds, ClipCheck.MinSeconds);
        return ([.. pieces.Select(piece => whole with { Start = piece.Start, Duration = piece.Duration })], []);
    }
}
