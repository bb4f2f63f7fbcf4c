namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>Where things are in the checkout.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    /// <summary>The launcher.</summary>
    public static string Launcher => Path.Combine(Root, "tools", "a2m-torch");

    /// <summary>The built program: the launcher's, else the last Release build.</summary>
    /// <exception cref="MeasuringException">There is none.</exception>
    public static string Program()
    {
        string[] places =
        [
            Path.Combine(Root, "artifacts", "a2m-torch", "a2m-torch"),
            Path.Combine(Root, "src", "Audio2Mqtt.Torch.Cli", "bin", "Release", "net10.0", "a2m-torch"),
        ];
        return places.FirstOrDefault(File.Exists) ?? throw new MeasuringException("the program is not built: run tools/a2m-torch --version first");
    }

    /// <summary>A script of the peers.</summary>
    public static string Peer(string name) => Path.Combine(Root, "tests", "Audio2Mqtt.Torch.Benchmarks", "peers", name);

    /// <summary>Debian's interpreter, which has Debian's modules; PYTHON names another.</summary>
    public static string Python => Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Audio2Mqtt.Torch.sln"))) return folder.FullName;
        throw new MeasuringException("run the benchmarks inside the checkout");
    }
}
