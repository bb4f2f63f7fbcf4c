using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Cuts a labelled recording into clips.</summary>
internal static class LabelledClips
{
    // Label tracks are drawn by hand: this much beyond the end is not worth a word.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Pieces of every labelled stretch. A recording that cannot be read gives none and a warning.</summary>
    internal static (IReadOnlyList<ClipSource> Clips, IReadOnlyList<string> Warnings) Cut(
        string path, LabelFile labels, string recording, DatasetOptions options, CancellationToken cancellationToken)
    {
        TimeSpan length;
        try
        {
            length = AudioLength.Of(path, cancellationToken);
        }
        catch (AudioException failure)
        {
            return ([], [$"{failure.Message}; its labels are left out"]);
        }

        var warnings = new List<string>();
        var clips = new List<ClipSource>();
        var tooShort = 0;
        foreach (var stretch in Within(labels, length, warnings))
        {
            var before = clips.Count;
            var pieces = ClipPieces.Cut(stretch.Start, stretch.End!.Value, options.PieceSeconds, ClipCheck.MinSeconds);
            clips.AddRange(pieces.Select(piece =>
                new ClipSource { Path = path, Start = piece.Start, Duration = piece.Duration, ClassName = stretch.Label, Recording = recording }));
            if (clips.Count == before) tooShort++;
        }

        if (tooShort > 0) warnings.Add($"{labels.Path}: {tooShort} {(tooShort == 1 ? "stretch is" : "stretches are")} shorter than {ClipCheck.MinSeconds} s; left out");
        return (clips, warnings);
    }

    /// <summary>The stretches with an end each, cut at the recording's; those beyond it are left out with a warning.</summary>
    internal static IReadOnlyList<LabelledStretch> Within(LabelFile labels, TimeSpan length, List<string> warnings)
    {
        LabelledStretch[] beyond = [.. labels.Stretches.Where(stretch => stretch.Start >= length || stretch.End > length + Grace)];
        if (beyond.Length > 0)
        {
            warnings.Add(
                $"{labels.Path}: '{beyond[0].Label}' at {AudioTime.Format(beyond[0].Start)}{(beyond.Length > 1 ? $" and {beyond.Length - 1} more" : "")} "
                + $"reach beyond the recording, which ends at {AudioTime.Format(length)}");
        }

        return [.. labels.Stretches.Where(stretch => stretch.Start < length)
            .Select(stretch => stretch with { End = stretch.End is { } end && end < length ? end : length })];
    }
}
