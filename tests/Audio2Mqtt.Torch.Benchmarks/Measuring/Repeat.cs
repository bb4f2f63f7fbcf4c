using System.Diagnostics;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>Repeats an action and takes the time of each run.</summary>
internal static class Repeat
{
    // The first runs pack weights and fault memory in.
    private const int WarmUps = 3;

    /// <summary>Milliseconds of each run, at least <paramref name="least"/>, then for as long as the time lasts.</summary>
    public static double[] Milliseconds(Action action, TimeSpan time, int least = 10)
    {
        for (var k = 0; k < WarmUps; k++)
            action();
        List<double> runs = [];
        for (var begin = Stopwatch.GetTimestamp(); runs.Count < least || Stopwatch.GetElapsedTime(begin) < time;)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            runs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return [.. runs];
    }
}
