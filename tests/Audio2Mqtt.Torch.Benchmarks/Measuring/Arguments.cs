using System.Globalization;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>What stands behind a verb: values, and options of the form <c>--name number</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = [];

    public Arguments(string verb, IReadOnlyList<string> args)
    {
        Verb = verb;
        List<string> values = [];
        for (var k = 0; k < args.Count; k++)
        {
            if (!args[k].StartsWith("--", StringComparison.Ordinal)) values.Add(args[k]);
            else if (k + 1 < args.Count) options[args[k][2..]] = args[++k];
            else throw new MeasuringException($"{args[k]} needs a value");
        }

        Values = values;
    }

    /// <summary>The verb itself.</summary>
    public string Verb { get; }

    /// <summary>What is no option, in order.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The command as it can be typed again.</summary>
    public string Command => string.Join(' ', [Verb, .. Values, .. options.Select(option => $"--{option.Key} {option.Value}")]);

    /// <summary>The value at a place.</summary>
    /// <exception cref="MeasuringException">There is none.</exception>
    public string Value(int place, string what) =>
        place < Values.Count ? Values[place] : throw new MeasuringException($"{Verb} needs {what}");

    /// <summary>A number above zero.</summary>
    /// <exception cref="MeasuringException">Another text.</exception>
    public int Number(string name, int fallback)
    {
        if (!options.TryGetValue(name, out var text)) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new MeasuringException($"--{name} {text}: a number above zero is needed");
    }

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) => options.GetValueOrDefault(name, fallback);

    /// <summary>Whether an option says yes.</summary>
    /// <exception cref="MeasuringException">Another text than yes or no.</exception>
    public bool Flag(string name) => options.TryGetValue(name, out var text) && text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new MeasuringException($"--{name} {text}: yes or no is needed"),
    };

    /// <summary>A number, with a sign and a point where it has them.</summary>
    /// <exception cref="MeasuringException">Another text.</exception>
    public double Decimal(string name, double fallback) =>
        !options.TryGetValue(name, out var text) ? fallback
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new MeasuringException($"--{name} {text}: a number is needed");

    /// <summary>Numbers above zero, separated by commas.</summary>
    /// <exception cref="MeasuringException">Another text.</exception>
    public int[] Numbers(string text) =>
        [.. text.Split(',').Select(part => int.TryParse(part, out var number) && number > 0 ? number : throw new MeasuringException($"{Verb}: {text} is no list of numbers"))];
}
