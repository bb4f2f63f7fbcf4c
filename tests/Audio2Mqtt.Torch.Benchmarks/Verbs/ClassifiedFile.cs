using System.Text.Json;
using Audio2Mqtt.Torch.Benchmarks.Measuring;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>What <c>classify --jsonl</c> says of one file.</summary>
/// <param name="Seconds">Of audio.</param>
/// <param name="Classes">Names of the top classes.</param>
internal sealed record ClassifiedFile(double Seconds, string[] Classes)
{
    /// <summary>Reads the lines of a run.</summary>
    /// <exception cref="MeasuringException">A file failed.</exception>
    public static ClassifiedFile[] All(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static ClassifiedFile One(string line)
    {
        using var document = JsonDocument.Parse(line);
        var file = document.RootElement;
        if (file.GetProperty("error").GetString() is { } error) throw new MeasuringException(error);
        return new(
            file.GetProperty("duration").GetDouble(),
            [.. file.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)]);
    }
}
