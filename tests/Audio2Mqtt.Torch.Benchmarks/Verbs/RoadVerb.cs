using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How many times real time is the whole road over a folder of clips, and which stage takes how much of it?</summary>
internal static class RoadVerb
{
    public static void Run(Arguments arguments)
    {
        var folder = arguments.Value(0, "a folder of clips");
        Machine.PrintFacts(arguments);
        _ = Setup.InstalledWeights();
        string[] command = [Places.Program(), "classify", folder, "--recursive", "--jsonl"];
        Child.Run(command); // reads the files into the system's cache

        List<Child> runs = [];
        for (var round = 0; round < arguments.Number("rounds", 3); round++)
            runs.Add(Child.Run(command, watch: true));
        var files = ClassifiedFile.All(runs[0].Output);
        var audio = files.Sum(file => file.Seconds);
        var wall = runs.Select(run => run.Wall.TotalSeconds).Median();
        var cpu = runs.Select(run => run.Cpu.TotalSeconds).Median();

        var speed = new MarkdownTable("files", "audio", "wall", "times real time", "processor time", "peak memory");
        speed.Add($"{files.Length}", $"{audio:0} s", $"{wall:0.00} s", $"{audio / wall:0}", $"{cpu:0.00} s", $"{runs.Max(run => run.PeakBytes) / 1e6:0} MB");
        speed.Print();

        var stages = RoadStages.Measure(folder);
        var table = new MarkdownTable("stage (on one thread)", "seconds", "share of the program's processor time");
        foreach (var (name, seconds) in stages)
            table.Add(name, $"{seconds:0.00}", $"{seconds / cpu:0%}");
        var rest = cpu - stages.Sum(stage => stage.Seconds);
        table.Add("rest: start, loading, hand-over, output", $"{rest:0.00}", $"{rest / cpu:0%}");
        table.Print();
    }
}
