using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Cuts a labelled recording into class folders, <c>OUT/label/name_at_00h02m13s500.wav</c>, in the recording's own rate and channels, exact to the
/// sample. It is streamed: ten hours need the memory of a second. Each file appears whole or not at all. <see cref="RecordingName"/> knows
/// the pieces as one recording.
/// </summary>
/// <param name="options">How it is cut; null for the defaults.</param>
public sealed class RecordingSlicer(SliceOptions? options = null)
{
    private const int BlockFrames = 1 << 14;
    private readonly SliceOptions options = options ?? new();

    /// <summary>Decides which files there will be; nothing is written.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="labelPath">Its labels (<see cref="LabelFile"/>).</param>
    /// <param name="folder">The folder for class folders; need not exist.</param>
    /// <param name="cancellationToken">Ends the reading of a recording whose header tells no length.</param>
    /// <exception cref="AudioException">The recording cannot be read.</exception>
    /// <exception cref="DatasetException">The labels cannot be used, or leave nothing.</exception>
    public SlicePlan Plan(string recording, string labelPath, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(recording);
        ArgumentException.ThrowIfNullOrEmpty(labelPath);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var labels = LabelFile.Read(labelPath);
        var warnings = labels.Warnings.ToList();
        var writing = Writing(recording, out var info, cancellationToken);
        var length = AudioLength.Of(recording, cancellationToken);
        CheckFolders(labels);
        var files = new List<SliceFile>();
        var tooShort = 0;
        foreach (var stretch in LabelledClips.Within(labels, length, warnings))
        {
            var end = stretch.End!.Value;
            var max = options.MaxSeconds ?? (end - stretch.Start).TotalSeconds + 1;
            var before = files.Count;
            foreach (var (start, duration) in ClipPieces.Cut(stretch.Start, end, max, options.MinSeconds))
            {
                var name = Path.GetFileNameWithoutExtension(recording) + AudioTime.Marker(start) + writing.Extension;
                files.Add(new(Path.Combine(folder, SafeName.Of(stretch.Label), name), stretch.Label, start, duration));
            }

            if (files.Count == before) tooShort++;
        }

        if (tooShort > 0) warnings.Add($"{labelPath}: {tooShort} {(tooShort == 1 ? "stretch is" : "stretches are")} shorter than {options.MinSeconds} s; left out");
        if (files.Count == 0) throw new DatasetException(labelPath, $"leaves nothing to cut: {Words.Few(warnings)}");
        if (files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new DatasetException(labelPath, $"labels '{twice.First().Label}' twice at {AudioTime.Format(twice.First().Start)}: keep one of them");
        return new()
        {
            Recording = recording,
            Info = info,
            Files = [.. files.OrderBy(file => file.Start).ThenBy(file => file.Path, StringComparer.Ordinal)],
            Writing = writing,
            Warnings = warnings,
        };
    }

    /// <summary>Cuts; gives each file once it is complete. Ending early leaves complete files only.</summary>
    /// <param name="plan">What <see cref="Plan"/> gave.</param>
    /// <param name="progress">Told how much of the recording was read, in [0, 1]; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DatasetException">A file exists and is not to be replaced; nothing was written.</exception>
    /// <exception cref="AudioException">The recording cannot be read further, or a file cannot be written.</exception>
    public IEnumerable<SliceFile> Run(SlicePlan plan, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!options.Overwrite) ExistingFiles.Refuse(plan.Files.Select(file => file.Path));
        return Cut(plan, progress, cancellationToken);
    }

    private static IEnumerable<SliceFile> Cut(SlicePlan plan, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var reader = AudioInput.Open(plan.Recording, null, cancellationToken);
        using var cuts = new SliceWriters(plan);
        var block = new float[BlockFrames * reader.Channels];
        for (int count; !cuts.AreDone && (count = reader.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var file in cuts.Write(block.AsMemory(0, count))) yield return file;
            progress?.Report(cuts.Fraction);
        }

        foreach (var file in cuts.End()) yield return file;
    }

    private AudioWriterOptions Writing(string recording, out AudioInfo info, CancellationToken cancellationToken)
    {
        using var reader = AudioInput.Open(recording, null, cancellationToken);
        info = reader.Info;
        if (options.Format == AudioFileFormat.Flac && (info.Channels > AudioWriterOptions.MaxFlacChannels || info.SampleRate > AudioWriterOptions.MaxFlacSampleRate))
            throw new DatasetException(recording, $"FLAC cannot hold {info.Channels} channels at {info.SampleRate} Hz: choose WAV");
        return new()
        {
            SampleRate = reader.SampleRate,
            Channels = reader.Channels,
            Format = options.Format,
            Depth = AudioWriterOptions.DepthOf(info, options.Format),
            Overwrite = options.Overwrite,
        };
    }

    private static void CheckFolders(LabelFile labels)
    {
        var shared = labels.Stretches.Select(stretch => stretch.Label).Distinct().GroupBy(SafeName.Of, StringComparer.OrdinalIgnoreCase);
        if (shared.FirstOrDefault(folder => folder.Count() > 1) is { } same)
            throw new DatasetException(labels.Path, $"the labels {Words.List([.. same])} would share the folder {same.Key}: rename one");
    }
}
