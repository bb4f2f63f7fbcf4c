using System.Diagnostics;
using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>What does it cost to capture, and how promptly does sound come?</summary>
internal static class CaptureVerb
{
    private const int Rate = 16_000;

    public static void Run(Arguments arguments)
    {
        var seconds = arguments.Number("seconds", 30);
        Machine.PrintFacts(arguments);
        var source = arguments.Values is [var text, ..] ? CaptureSources.Open(text) : CaptureSources.Device(new DeviceChoice());
        using var capture = source.Open(CancellationToken.None);
        var block = new float[Rate];
        List<double> sizes = [], delays = [];
        long position = 0, lost = 0;

        // The first second is warming up and filling buffers.
        while (position < Rate) position += capture.Read(block);
        position = 0;
        var began = Stopwatch.GetTimestamp();
        var cpu = Cpu();
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            var count = capture.Read(block);
            position += count;
            lost += capture.LostSamples;
            sizes.Add(1000.0 * count / Rate);
            delays.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds - (1000.0 * position / Rate));
            if (count == 0) break;
        }

        var wall = Stopwatch.GetElapsedTime(began);
        var share = (Cpu() - cpu) / wall;
        delays.Sort();
        sizes.Sort();
        var table = new MarkdownTable(source.Description, "CPU of this process, % of a core", "block, ms: median, longest", "arrival jitter, ms: p99", "rate", "lost");
        table.Add(
            $"{wall.TotalSeconds:0} s", $"{share:0.00%}", $"{sizes[sizes.Count / 2]:0.0}, {sizes[^1]:0.0}",
            $"{delays[(int)(delays.Count * 0.99)] - delays[0]:0.0}", $"{position / wall.TotalSeconds:0.0}", $"{lost}");
        table.Print();
    }

    private static TimeSpan Cpu()
    {
        var usage = Environment.CpuUsage;
        return usage.TotalTime;
    }
}
