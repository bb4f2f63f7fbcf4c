using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>What a number depends on besides the code.</summary>
internal static class Machine
{
    /// <summary>Prints the command and the machine's facts above a table.</summary>
    public static void PrintFacts(Arguments arguments)
    {
        var torch = TorchRuntime.Inspect();
        var threads = string.Join(' ', ThreadEnvironment.OneThread.Select(variable => $"{variable.Key}={variable.Value}"));
        Console.WriteLine($"`dotnet run -c Release --project tests/Audio2Mqtt.Torch.Benchmarks -- {arguments.Command}`");
        Console.WriteLine();
        Console.WriteLine($"{CpuModel()}, {Environment.ProcessorCount} cores; libtorch {torch.Version} ({torch.Provider}), {Path.GetFileName(torch.BlasFile)}; .NET {Environment.Version}; {threads}; load before {Load()}.");
        Console.WriteLine();
    }

    private static string CpuModel()
    {
        if (!File.Exists("/proc/cpuinfo")) return "unknown processor";
        string[] lines = File.ReadAllLines("/proc/cpuinfo");
        var model = Field(lines, "model name") ?? "unknown processor";
        var vectors = Field(lines, "flags")?.Split(' ').Intersect(["avx2", "avx512f"]).LastOrDefault();
        return vectors is null ? model : $"{model} ({vectors})";
    }

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
