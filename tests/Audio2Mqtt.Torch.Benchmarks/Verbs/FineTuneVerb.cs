using System.Globalization;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Training.FineTuning;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// What does <c>--fine-tune</c> bring, and what does it cost? Leaves one fold out at a time, clean and under noise, with the frozen network's model as the
/// line to beat; the very code of <c>train</c>.
/// </summary>
internal static class FineTuneVerb
{
    public static void Run(Arguments arguments)
    {
        Machine.PrintFacts(arguments);
        var folder = arguments.Value(0, "a folder of class folders");
        var layers = arguments.Numbers(arguments.Values.Count > 1 ? arguments.Values[1] : "1,2,14");
        var defaults = new FineTuneOptions { Layers = 1 };
        var rates = arguments.Numbers(arguments.Values.Count > 2 ? arguments.Values[2] : $"{defaults.LearningRate * 1000:0}");
        var epochs = arguments.Number("epochs", defaults.Epochs);
        FineTuneOptions[] variants =
            [.. from count in layers from rate in rates select defaults with { Layers = count, LearningRate = rate / 1000.0, Epochs = epochs }];
        var table = new MarkdownTable(
            "recipe", "clean", "white 20", "10", "0 dB", "pink 20", "10", "0 dB", "noise, mean", "ECE", "validation loss", "frozen", "folds it won", "s an epoch");
        using var bench = new FineTuneBench(folder, arguments.Number("copies", 0), arguments.Number("classes", int.MaxValue));
        foreach (var scores in bench.Measure(variants, arguments.Number("folds", int.MaxValue), arguments.Number("shots", int.MaxValue)))
            table.Add(
                [
                    scores.Name, Text(scores.Accuracies[0]), .. scores.Accuracies.Skip(1).Select(Text), Text(scores.Accuracies.Skip(1).Average()),
                    Text(scores.Ece), Text(scores.Loss), Text(scores.FrozenLoss), $"{scores.Won}", scores.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                ]);
        table.Print();
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
