namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>The variables that the launcher sets: native code reads them before any of ours runs.</summary>
internal static class ThreadEnvironment
{
    public static IReadOnlyDictionary<string, string> OneThread { get; } = new Dictionary<string, string>
    {
        ["OMP_NUM_THREADS"] = "1",
        ["OPENBLAS_NUM_THREADS"] = "1",
        ["OMP_WAIT_POLICY"] = "passive",
    };

    /// <summary>Whether this process was started with them.</summary>
    public static bool IsSet => OneThread.All(variable => Environment.GetEnvironmentVariable(variable.Key) == variable.Value);

    /// <summary>Gives a process these and no other settings of the thread pools (OPENBLAS_CORETYPE alone can halve the speed).</summary>
    public static void Apply(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("OMP_", StringComparison.Ordinal) || name.StartsWith("OPENBLAS_", StringComparison.Ordinal)).ToArray())
            environment.Remove(name);
        foreach (var (name, value) in OneThread)
            environment[name] = value;
    }
}
