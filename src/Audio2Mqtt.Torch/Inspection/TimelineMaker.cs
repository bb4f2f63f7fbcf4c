using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>Hears a recording patch by patch, and keeps what a picture needs.</summary>
public static class TimelineMaker
{
    /// <summary>Classes of a timeline at most: what the eye takes in.</summary>
    public const int MostClasses = 8;

    private const int MostColumns = 800;
    private const int KeptOfPatch = 10;
    private const float LeastScore = 0.1f;

    /// <summary>The timeline of a recording.</summary>
    /// <param name="scorer">What scores patches; borrowed.</param>
    /// <param name="scorerName">Whose classes these are, for people.</param>
    /// <param name="path">The recording.</param>
    /// <param name="options">The part of it.</param>
    /// <param name="progress">Told the part that is done, in [0, 1]; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Audio2MqttException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static async Task<ClassTimeline> MakeAsync(
        IPatchScorer scorer,
        string scorerName,
        string path,
        AudioInspectorOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        var classifier = new Classifier(scorer, new() { Start = options.Start, Duration = options.Duration, KeepPatches = true, TopK = KeptOfPatch });
        var told = progress is null ? null : new Share(progress);
        await foreach (var result in classifier.ClassifyAsync([path], told, cancellationToken).ConfigureAwait(false))
            return result.Error is { } error ? throw error : Of(scorerName, result, options.Start);
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The timeline of a file's patches.</summary>
    /// <param name="scorerName">Whose classes these are.</param>
    /// <param name="result">The file's.</param>
    /// <param name="start">Where the pictures begin in it: not where its patches do, where silence was cut off before them.</param>
    internal static ClassTimeline Of(string scorerName, FileResult result, TimeSpan start)
    {
        var chosen = result.Patches.SelectMany(patch => patch.Classes)
            .GroupBy(score => score.Name, (name, scores) => (Name: name, Best: scores.Max(score => score.Score)))
            .Where(item => item.Best >= LeastScore).OrderByDescending(item => item.Best).Take(MostClasses).Select(item => item.Name).ToList();
        var places = chosen.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var columns = Math.Min(result.Patches.Count, MostColumns);
        var times = new TimeSpan[columns];
        float[][] scores = [.. chosen.Select(_ => new float[columns])];
        for (var column = 0; column < columns; column++)
        {
            var first = (int)((long)column * result.Patches.Count / columns);
            var end = (int)((long)(column + 1) * result.Patches.Count / columns);
            times[column] = ((result.Patches[first].Start + result.Patches[end - 1].End) / 2) - start;
            foreach (var score in result.Patches.Skip(first).Take(end - first).SelectMany(patch => patch.Classes))
            {
                if (places.TryGetValue(score.Name, out var row)) scores[row][column] = Math.Max(scores[row][column], score.Score);
            }
        }

        return new(scorerName, chosen, times, scores);
    }

    private sealed class Share(IProgress<double> progress) : IProgress<ClassificationProgress>
    {
        public void Report(ClassificationProgress value) => progress.Report(value.Fraction);
    }
}
