using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Where the errors of one way to decide are.</summary>
internal static class DetectionDetails
{
    public static void Print(DetectionScore score)
    {
        var recall = new MarkdownTable(["found, by ratio", .. Snrs(score).Select(snr => $"{snr:0} dB"), "all"]);
        foreach (var under in score.Sounds.Select(one => one.Sound.Background).Distinct())
            recall.Add([$"over {under}", .. Snrs(score).Select(snr => Share(score, one => one.Sound.Background == under && one.Sound.SnrDb == snr)), Share(score, one => one.Sound.Background == under)]);
        recall.Add(["all", .. Snrs(score).Select(snr => Share(score, one => one.Sound.SnrDb == snr)), Share(score, _ => true)]);
        recall.Print();

        var classes = new MarkdownTable("class", "found", "over white and pink", "false alarms", "onset error, median");
        foreach (var label in score.Sounds.Select(one => one.Sound.Label).Concat(score.FalseAlarms.Select(one => one.Event.Label)).Distinct().Order())
        {
            double[] errors = [.. score.Sounds.Where(one => one.Sound.Label == label && one.OnsetError is not null).Select(one => one.OnsetError!.Value).Order()];
            classes.Add(
                label, Share(score, one => one.Sound.Label == label), Share(score, one => one.Sound.Label == label && one.Sound.Background is "white" or "pink"),
                $"{score.FalseAlarms.Count(one => one.Event.Label == label)}", errors.Length == 0 ? "" : errors[errors.Length / 2].ToString("0.00", CultureInfo.InvariantCulture));
        }

        classes.Print();
        if (score.BackgroundAsClass.Seconds > 0)
            Console.WriteLine($"Sections whose background is a class: {score.BackgroundAsClass.Seconds:0} s, told as it {score.BackgroundAsClass.Heard:0} s\n");
        foreach (var (one, instead) in score.FalseAlarms)
            Console.Error.WriteLine($"false: {one.Label} at {one.Start:0.0}-{one.End:0.0} s, {one.Peak:0.00}: {instead}");
    }

    private static IEnumerable<double> Snrs(DetectionScore score) => score.Sounds.Select(one => one.Sound.SnrDb).Distinct().OrderDescending();

    private static string Share(DetectionScore score, Func<DetectionScore.FoundSound, bool> which)
    {
        var sounds = score.Sounds.Where(which).ToArray();
        return sounds.Length == 0 ? "" : $"{sounds.Count(one => one.OnsetError is not null)} of {sounds.Length}";
    }
}
