using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Tests.ScriptedStreams;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>Makes a scripted stream of anybody's clips: to play to the program, or to measure other models with.</summary>
internal static class StreamScriptVerb
{
    public static void Run(Arguments arguments)
    {
        var path = arguments.Value(1, "a file to write, OUT.wav");
        var script = new StreamGenerator(new()
        {
            Clips = arguments.Value(0, "a folder of class folders"),
            Prefix = arguments.Text("prefix", ""),
            Minutes = arguments.Decimal("minutes", 30),
            Seed = arguments.Number("seed", 1),
            SnrsDb = [.. arguments.Text("snr", "20,15,10,5,0").Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))],
            Backgrounds = arguments.Text("noise", "pink").Split(','),
            LevelDbfs = arguments.Decimal("level-dbfs", -40),
        }).Write(path);
        Console.WriteLine($"{path}: {script.DurationSeconds / 60:0.#} minutes, {script.Sounds.Count} sounds, {script.ClippedSamples} samples cut at full scale");
    }
}
