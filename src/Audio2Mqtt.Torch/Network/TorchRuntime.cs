using System.Reflection;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Interop;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Network;

/// <summary>libtorch as a whole: loading it early, its threads, and what there is to tell about it.</summary>
public static partial class TorchRuntime
{
#if TORCHSHARP_PACKAGE
    private const string Provider = "Package";
    private const string MendCommand = "dotnet build (it fetches the TorchSharp packages from nuget.org)";
#else
    private const string Provider = "System";
    private const string MendCommand = "sudo apt-get install libtorch-dev";
#endif

    private static readonly Lazy<Exception?> Loading = new(TryLoad);

    /// <summary>Loads libtorch, which takes a third of a second, so that later calls do not wait for it. Never throws.</summary>
    public static void Preload() => _ = Loading.Value;

    /// <summary>Loads libtorch.</summary>
    /// <exception cref="NativeLibraryException">It is missing or cannot be loaded.</exception>
    public static void Require()
    {
        if (Loading.Value is { } error)
            throw new NativeLibraryException("libtorch", "libtorch-dev", "every computation", ["libtorch_cpu"], $"{MendCommand} ({Reason(error)})");
    }

    /// <summary>
    /// Ends the process: taking libtorch's 280 libraries down in order costs 80 ms, a sixth of classifying one clip, and brings nothing.
    /// Everything must be written and flushed. Returns where the system knows no such end; the process then ends the usual way.
    /// </summary>
    /// <param name="exitCode">0 to 255.</param>
    public static void EndProcess(int exitCode) => ProcessEnd.AtOnce(exitCode);

    /// <summary>Makes operations of this thread use one thread: the fastest setting where each core has a worker.</summary>
    /// <exception cref="NativeLibraryException">libtorch is missing or cannot be loaded.</exception>
    public static void UseOneThread()
    {
        Require();
        set_num_threads(1);
    }

    /// <summary>What is known without loading libtorch, at once: the provider, and the version of libtorch that this was built with where it was known.</summary>
    public static TorchInfo Describe() => new()
    {
        Provider = Provider,
        ProviderVersion = typeof(TorchSharp.torch).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        Version = typeof(TorchRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "LibTorchVersion")?.Value,
        Mend = MendCommand,
    };

    /// <summary>What is known about torch here. Never throws for a missing libtorch.</summary>
    public static TorchInfo Inspect()
    {
        var info = Describe() with { Version = null };
        if (Loading.Value is { } error) return info with { Error = Reason(error) };

        // A product large enough for BLAS: the library that does it is loaded on first use.
        using (NewDisposeScope()) _ = ones([64, 64]).matmul(ones([64, 64]));
        var files = LoadedLibraries.Files();
        var library = files.FirstOrDefault(file => Path.GetFileName(file).StartsWith("libtorch_cpu.", StringComparison.Ordinal));
        var blas = files.FirstOrDefault(IsFastBlas) ?? files.FirstOrDefault(file => Path.GetFileName(file).StartsWith("libblas.so", StringComparison.Ordinal));

        // Debian keeps its BLAS alternatives in folders of their own: blas is the reference.
        return info with
        {
            LibraryFile = library,
            Version = LibTorchVersion(library),
            BlasFile = blas,
            IsReferenceBlas = Path.GetFileName(Path.GetDirectoryName(blas)) == "blas",
            IntraOpThreads = get_num_threads(),
            CudaDevices = cuda.is_available() ? cuda.device_count() : 0,
        };
    }

    private static Exception? TryLoad()
    {
        try
        {
            BlasKernels.Choose();
            using var scope = NewDisposeScope();
            _ = zeros(1);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            or TypeInitializationException or NotSupportedException)
        {
            // Told by Require and Inspect, with what to do about it.
            return error;
        }
    }

    private static string? LibTorchVersion(string? file)
    {
#if TORCHSHARP_PACKAGE
        return __version__;
#else
        // The system's packages name the file by its version.
        return file is not null && VersionInName().Match(Path.GetFileName(file)) is { Success: true } match ? match.Value : null;
#endif
    }

    private static bool IsFastBlas(string file)
    {
        var name = Path.GetFileName(file);
        return name.StartsWith("libopenblas", StringComparison.Ordinal) || name.StartsWith("libmkl_core", StringComparison.Ordinal)
            || name.StartsWith("libblis", StringComparison.Ordinal);
    }

    // The loader's text has a line for every place it looked at; the one worth telling names a library that another one needs.
    private static string Reason(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        var lines = error.Message.ReplaceLineEndings("\n").Split('\n');
        return lines.FirstOrDefault(line => line.Contains(": lib", StringComparison.Ordinal)) ?? lines[0].Split(". ")[0];
    }

    [GeneratedRegex(@"\d+(\.\d+)+$")]
    private static partial Regex VersionInName();
}
