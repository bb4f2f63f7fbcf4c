using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>From nothing to one clip's classes: against the same in python3-torch. And what does the launcher add?</summary>
internal static class ColdVerb
{
    private const string Ours = "a2m-torch classify";
    private const string Launched = "tools/a2m-torch classify";
    private const string Python = "python3 classify.py";
    private const string Version = "a2m-torch --version";
    private const string LaunchedVersion = "tools/a2m-torch --version";

    public static void Run(Arguments arguments)
    {
        var file = arguments.Value(0, "a file");
        Machine.PrintFacts(arguments);
        var weights = Setup.InstalledWeights();
        Child.Run([Places.Launcher, "--version"]); // builds where something changed
        Dictionary<string, string[]> commands = new()
        {
            [Ours] = [Places.Program(), "classify", file, "--jsonl"],
            [Launched] = [Places.Launcher, "classify", file, "--jsonl"],
            [Python] = [Places.Python, Places.Peer("classify.py"), weights, file],
            [Version] = [Places.Program(), "--version"],
            [LaunchedVersion] = [Places.Launcher, "--version"],
        };
        Compare(ClassifiedFile.All(Child.Run(commands[Ours]).Output)[0].Classes, Child.Run(commands[Python]).Output);

        var times = commands.Keys.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < arguments.Number("rounds", 7); round++)
            foreach (var (name, command) in commands)
                times[name].Add(Child.Run(command).Wall.TotalMilliseconds);

        var table = new MarkdownTable("cold start", "median ms", "least ms", "times python3-torch");
        foreach (var name in (string[])[Ours, Launched, Python])
            table.Add(name, $"{times[name].Median():0}", $"{times[name].Min():0}", $"{times[name].Zip(times[Python], (ours, python) => ours / python).Median():0.00}");
        table.Print();
        var overhead = times[LaunchedVersion].Zip(times[Version], (launched, plain) => launched - plain).Median();
        Console.WriteLine($"The launcher adds {overhead:0} ms ({LaunchedVersion} over {Version}, median of the rounds).");
    }

    private static void Compare(string[] ours, string python)
    {
        var theirs = python.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[1]).ToArray();
        if (!ours.SequenceEqual(theirs))
            throw new MeasuringException($"the two disagree: {string.Join(", ", ours)} here, {string.Join(", ", theirs)} in Python");
    }
}
