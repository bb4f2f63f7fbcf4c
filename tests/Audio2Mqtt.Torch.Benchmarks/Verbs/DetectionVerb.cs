using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// Which way to decide finds the most events with the fewest false alarms? A model of all folds but one listens to a scripted stream of that one.
/// </summary>
internal static class DetectionVerb
{
    private static readonly float?[] Thresholds = [0.5f, 0.6f, 0.7f, 0.8f, 0.9f, null];
    private static readonly Confirmation[] Confirmations = [new(1, 1), new(2, 2), new(2, 3)];
    private static readonly (int, ScoreSmoothing)[] Smoothings =
    [
        (1, ScoreSmoothing.Arithmetic), (2, ScoreSmoothing.Arithmetic), (2, ScoreSmoothing.Geometric), (3, ScoreSmoothing.Arithmetic), (3, ScoreSmoothing.Geometric),
    ];

    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        var folder = arguments.Value(0, "a folder of class folders");
        var prefix = $"{arguments.Number("fold", 4)}-";
        string[] without = [.. arguments.Text("as-background", "rain").Split(',').Where(name => name != "none")];
        var preparation = arguments.Text("recordings", "") == "denoised" ? new SoundPreparation { Denoise = true } : null;
        using var bench = new DetectionBench(folder, prefix, without, arguments.Text("copies", "") == "none" ? 0 : arguments.Number("copies", 8), preparation);
        StreamScores[] streams =
        [
            .. Enumerable.Range(1, arguments.Number("seeds", 2)).Select(seed => bench.Listen(new()
            {
                Clips = folder,
                Prefix = prefix,
                Without = without,
                Seed = seed,
                Minutes = arguments.Decimal("minutes", 30),
                LevelDbfs = arguments.Decimal("level-dbfs", -40),
                Backgrounds =
                [
                    .. arguments.Text("backgrounds", "rain,white,pink").Split(',')
                        .Select(name => Directory.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : name),
                ],
            }, (int)Math.Round(arguments.Decimal("hop", 0.48) * 16_000))),
        ];
        Grid(streams);
        var others = new MarkdownTable(["defaults", .. Header]);
        Row("as they are", new());
        Row("the model's own thresholds", new() { Threshold = null });
        foreach (var share in (float[])[0.2f, 0.3f, 0.5f, 0.7f, 0.9f]) Row($"model's, release at {share:0.0} of it", new() { Threshold = null, ReleaseShare = share });
        foreach (var patches in (int[])[4, 5, 6, 8])
            Row($"model's, averages of {patches}", new() { Threshold = null, Options = new() { SmoothingPatches = patches } });
        Row("model's, gate at -40 dBFS", new() { Threshold = null, Gate = new() });
        Row("model's, adaptive gate", new() { Threshold = null, Gate = new() { Adaptive = true } });
        others.Add(["model's, the listener on the stream's file", .. Figures(streams.Select(stream => DetectionScore.Of(stream, stream.Listened)).Aggregate((left, right) => left + right))]);
        others.Print();
        DetectionDetails.Print(Sum(streams, new() { Threshold = null }));

        void Row(string name, DetectionSetting setting) => others.Add([name, .. Figures(Sum(streams, setting))]);
    }

    private static string[] Header => ["precision", "recall", "F1", "false alarms/h", "repeats", "onset error", "offset error", "told after"];

    private static void Grid(StreamScores[] streams)
    {
        Console.WriteLine("Precision, recall, false alarms an hour, by the start threshold:\n");
        var table = new MarkdownTable(["smoothing", "confirm", .. Thresholds.Select(threshold => new DetectionSetting { Threshold = threshold }.ThresholdText), "told after"]);
        foreach (var (patches, way) in Smoothings)
        {
            foreach (var confirm in Confirmations)
            {
                var setting = new DetectionSetting { Options = new() { SmoothingPatches = patches, Smoothing = way, Confirm = confirm } };
                var scores = Thresholds.Select(threshold => Sum(streams, setting with { Threshold = threshold })).ToArray();
                table.Add([setting.Smoothing, confirm.ToString(), .. scores.Select(Short), Figures(scores[^1])[^1]]);
            }
        }

        table.Print();
    }

    private static string Short(DetectionScore score) =>
        $"{Text(score.Tally.Precision)} {Text(score.Tally.Recall)} {score.FalseAlarmsPerHour.ToString("0", CultureInfo.InvariantCulture)}";

    private static DetectionScore Sum(StreamScores[] streams, DetectionSetting setting) =>
        streams.Select(stream => DetectionScore.Of(stream, setting)).Aggregate((left, right) => left + right);

    private static string[] Figures(DetectionScore score)
    {
        var found = score.Sounds.Where(one => one.OnsetError is not null).ToArray();
        return
        [
            Text(score.Tally.Precision), Text(score.Tally.Recall), Text(score.Tally.F1), score.FalseAlarmsPerHour.ToString("0.0", CultureInfo.InvariantCulture),
            $"{score.Repeats}", Seconds(found.Select(one => Math.Abs(one.OnsetError!.Value))), Seconds(found.Select(one => Math.Abs(one.OffsetError))), Seconds(found.Select(one => one.ToldAfter)),
        ];
    }

    private static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static string Seconds(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? "" : $"{sorted[sorted.Length / 2].ToString("0.00", CultureInfo.InvariantCulture)} s";
    }
}
