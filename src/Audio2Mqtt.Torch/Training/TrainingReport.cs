using System.Globalization;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Writes the <c>report.html</c> of a training.</summary>
internal static class TrainingReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="result">What it gave.</param>
    public static void Write(string path, TrainingPlan plan, TrainingResult result)
    {
        var content = new ReportContent
        {
            Title = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(plan.Output))),
            Facts = [.. Facts(plan, result)],
            Evaluation = result.HeldOut,
            EvaluatedOn = $"{result.HeldOut.Clips?.Clips} clips that it was not trained on ({result.Procedure}, recordings kept whole)",
            Spectrograms = Spectrogram.Of(result.HeldOut.Mistakes),
            Epochs = result.FineTune?.Backbone is null ? result.History : result.FineTune.History,
            BestEpoch = result.FineTune?.Backbone is null ? result.BestEpoch : result.FineTune.BestEpoch,
            Dataset = [.. result.Used.Classes.Select(name => Class(name, result))],
            Warnings = result.Used.Warnings,
            LeftOut = [.. result.LeftOut.Select(item => new ReportFact(Path.GetRelativePath(plan.Dataset.Folder, item.Clip.Path), item.Reason))],
            Options = [.. plan.Asked.Select(item => new ReportFact("--" + item.Key, item.Value?.ToString() ?? ""))],
        };
        using var stream = File.Create(path);
        ReportWriter.Write(stream, content);
    }

    private static IEnumerable<ReportFact> Facts(TrainingPlan plan, TrainingResult result)
    {
        var description = result.Model.Description;
        string[] hidden = [.. description.Head.Hidden.Select(units => units.ToString(CultureInfo.InvariantCulture))];
        yield return new("Embedding", description.Embedding.Network is { } network ? $"YAMNet '{network}'" : $"spectrum, {description.Embedding.Size} bins");
        if (description.Embedding.WeightsHash is { } hash) yield return new("Weights", hash);
        if (description.Preparation is { } preparation) yield return new("Recordings", preparation.ToString());
        yield return new("Head", hidden.Length == 0 ? "linear" : string.Join(", ", hidden));
        if (description.FineTunedLayers > 0) yield return new("Fine-tuned layers", description.FineTunedLayers.ToString(CultureInfo.InvariantCulture));
        yield return new("Clips", result.Used.Clips.Count.ToString(CultureInfo.InvariantCulture));
        yield return new("Changed copies of each", plan.Options.Copies.Count.ToString(CultureInfo.InvariantCulture));
        yield return new("Seed", description.Seed.ToString(CultureInfo.InvariantCulture));
        yield return new("Time", $"{result.Total.TotalSeconds:0.0} s".Replace(',', '.'));
        if (description.MadeAt is { } date) yield return new("Made", date.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        if (description.MadeBy is { } program) yield return new("Made by", program);
    }

    private static ReportClass Class(string name, TrainingResult result)
    {
        ClipSource[] clips = [.. result.Used.Clips.Where(clip => clip.ClassName == name)];
        var recordings = clips.Select(clip => clip.Recording).Distinct(StringComparer.Ordinal).Count();
        return new(name, clips.Length, recordings, clips.Sum(clip => result.Seconds.GetValueOrDefault(clip)));
    }
}
