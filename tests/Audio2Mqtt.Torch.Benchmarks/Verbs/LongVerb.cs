using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Does a long recording need more memory than a short one?</summary>
internal static class LongVerb
{
    private const int QuartersPerHour = 4;

    public static void Run(Arguments arguments)
    {
        var hours = arguments.Number("hours", 1);
        Machine.PrintFacts(arguments);
        _ = Setup.InstalledWeights();
        using var folder = new TemporaryFolder();
        var (quarter, whole) = (folder.File("quarter.ogg"), folder.File("hours.ogg"));
        Ffmpeg("-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.3:sample_rate=44100:seed=1:duration=900", "-c:a", "libvorbis", quarter);
        Ffmpeg("-stream_loop", $"{(hours * QuartersPerHour) - 1}", "-i", quarter, "-c", "copy", whole);

        var table = new MarkdownTable("OGG, 44.1 kHz mono", "audio", "wall", "times real time", "peak memory");
        foreach (var file in (string[])[quarter, whole])
        {
            var run = Child.Run([Places.Program(), "classify", file, "--jsonl"], watch: true);
            var seconds = ClassifiedFile.All(run.Output)[0].Seconds;
            table.Add(
                Path.GetFileName(file),
                $"{seconds / 60:0.0} min",
                $"{run.Wall.TotalSeconds:0.0} s",
                $"{seconds / run.Wall.TotalSeconds:0}",
                $"{run.PeakBytes / 1e6:0} MB");
        }

        table.Print();
    }

    private static void Ffmpeg(params string[] args) => Child.Run(["ffmpeg", "-nostdin", "-v", "error", .. args]);
}
