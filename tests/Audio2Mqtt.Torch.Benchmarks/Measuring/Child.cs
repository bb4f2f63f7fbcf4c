using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>A program that was run to its end.</summary>
/// <param name="Output">Its standard output.</param>
/// <param name="Wall">From before its start until after its end.</param>
/// <param name="Cpu">Its threads' time, to 10 ms; zero unless it was watched.</param>
/// <param name="PeakBytes">The most memory it had resident; zero unless it was watched.</param>
internal sealed record Child(string Output, TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    // The kernel keeps the peak itself; only what is allocated in the last interval before the end could be missed.
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(5);

    // Of the kernel's clock for /proc/PID/stat, on every Linux that .NET runs on.
    private const int TicksPerSecond = 100;

    /// <summary>Runs a program with the launcher's thread settings.</summary>
    /// <exception cref="MeasuringException">It cannot be started or fails.</exception>
    public static Child Run(IReadOnlyList<string> command, bool watch = false)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        ThreadEnvironment.Apply(info.Environment);
        // A program beside its own host finds the runtime that runs this one.
        info.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

        var begin = Stopwatch.GetTimestamp();
        using var process = Start(info);
        var error = process.StandardError.ReadToEndAsync();
        var watched = watch ? Task.Run(() => Watch(process)) : Task.FromResult((TimeSpan.Zero, 0L));
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(begin);
        var (cpu, peak) = watched.GetAwaiter().GetResult();
        return process.ExitCode == 0
            ? new Child(output, wall, cpu, peak)
            : throw new MeasuringException($"{string.Join(' ', command)} ended with {process.ExitCode}: {error.GetAwaiter().GetResult().Trim()}");
    }

    /// <summary>Runs this program again with the launcher's thread settings, on the same terminal; gives its exit code.</summary>
    public static int Again(string[] args)
    {
        var command = Self(args);
        var info = new ProcessStartInfo(command[0], command.Skip(1));
        ThreadEnvironment.Apply(info.Environment);
        using var process = Start(info);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The command that runs this very program with other arguments.</summary>
    public static IReadOnlyList<string> Self(params string[] args)
    {
        var host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(Child).Assembly.Location, .. args] : [host, .. args];
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new MeasuringException($"{info.FileName}: {error.Message}");
        }
    }

    private static (TimeSpan Cpu, long PeakBytes) Watch(Process process)
    {
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        var folder = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            while (!process.HasExited)
            {
                var status = File.ReadLines(folder + "/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (status is not null) peak = long.Parse(status.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
                // Behind the name, which may hold spaces, user and system time are the 12th and 13th field.
                var stat = File.ReadAllText(folder + "/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                cpu = TimeSpan.FromSeconds((double)(long.Parse(fields[11]) + long.Parse(fields[12])) / TicksPerSecond);
                Thread.Sleep(WatchInterval);
            }
        }
        catch (IOException)
        {
            // It ended between two looks: the last figures stand.
        }

        return (cpu, peak);
    }
}
