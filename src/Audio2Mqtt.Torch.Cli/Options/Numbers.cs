using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>Options whose values have a range; a wrong value is told by name, value and range.</summary>
internal static class Numbers
{
    public static Option<int?> Whole(string name, int min, int max, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parse<int>(
            result, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null,
            max == int.MaxValue ? $"a whole number from {min} on" : $"a whole number from {min} to {max}"),
    };

    /// <summary>A number from 0 to 1; with <paramref name="belowOne"/>, 1 itself is not allowed.</summary>
    public static Option<double?> Share(string name, string description, bool belowOne = false) => new(name)
    {
        Description = description,
        HelpName = "0..1",
        CustomParser = result => Parse<double>(
            result,
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && (belowOne ? value < 1 : value <= 1) ? value : null,
            belowOne ? "a number from 0 to below 1" : "a number from 0 to 1"),
    };

    /// <summary>A number of a range, both ends included.</summary>
    public static Option<double?> Real(string name, double min, double max, string description, string helpName = "X") => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Parse<double>(
            result,
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null,
            $"a number from {min} to {max}"),
    };

    public static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Parse<TimeSpan>(
            result, text => AudioTime.TryParse(text, out var value) ? value : null, "a time: seconds (90.5), mm:ss (1:30) or hh:mm:ss"),
    };

    /// <summary>A number in a range, or 0 for off.</summary>
    public static Option<double?> OrOff(string name, string unit, double min, double max, string description) => new(name)
    {
        Description = description,
        HelpName = unit,
        CustomParser = result => Parse<double>(
            result,
            text => Real(text) is { } value && (value == 0 || (value >= min && value <= max)) ? value : null,
            string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}, or 0 for off")),
    };

    /// <summary>Two numbers with a comma between them, the lower one first.</summary>
    public static Option<(double Min, double Max)?> Range(string name, double min, double max, string description) => new(name)
    {
        Description = description,
        HelpName = "MIN,MAX",
        CustomParser = result => Parse<(double, double)>(
            result,
            text => text.Split(',') is [var low, var high] && Real(low) is { } first && Real(high) is { } last && first >= min && last <= max && first <= last
                ? (first, last) : null,
            string.Create(CultureInfo.InvariantCulture, $"MIN,MAX: two numbers from {min} to {max}, the lower one first")),
    };

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = result.Tokens[0].Value;
        var value = parse(text);
        var name = (result.Parent as OptionResult)?.IdentifierToken?.Value;
        if (value is null) result.AddError($"{name}: '{text}' is not {expected}.");
        return value;
    }
}
