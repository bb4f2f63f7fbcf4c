using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>The built program in a process of its own.</summary>
internal sealed partial class ProgramRun : IDisposable
{
    private const int Interrupt = 2; // SIGINT
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private ProgramRun(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The folder of the built program.</summary>
    public static string ProgramFolder
    {
        get
        {
            var configuration = typeof(ProgramRun).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            return Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "src", "Audio2Mqtt.Torch.Cli", "bin", configuration, "net10.0");
        }
    }

    /// <summary>Starts the program; standard input stays open.</summary>
    /// <param name="weights">The folder of installed weights; null for the checkout's.</param>
    /// <param name="arguments">The command line.</param>
    public static ProgramRun Start(string? weights, params string[] arguments) => Start(ProgramFolder, weights, Shared.Source, arguments);

    /// <summary>Starts a program of another folder, with a place that weights come from.</summary>
    /// <param name="programFolder">Where the program is.</param>
    /// <param name="weights">The folder of installed weights; null for the checkout's.</param>
    /// <param name="source">Where weights come from; null for the network.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="workingFolder">Where it is started; null for the test's own. There its cache is, too.</param>
    /// <param name="variables">More of its environment.</param>
    public static ProgramRun Start(
        string programFolder, string? weights, string? source, string[] arguments, string? workingFolder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var program = Path.Combine(programFolder, OperatingSystem.IsWindows() ? "a2m-torch.exe" : "a2m-torch");

        // Tests that run in the background of a script inherit an ignored SIGINT, and so would the program: env gives the signal back.
        var (file, line) = OperatingSystem.IsLinux() ? ("env", (string[])["--default-signal=INT", program, .. arguments]) : (program, arguments);
        var start = new ProcessStartInfo(file, line)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (workingFolder is not null)
        {
            start.WorkingDirectory = workingFolder;
            start.Environment["A2M_CACHE"] = Path.Combine(workingFolder, "cache");
        }

        if (weights is not null) start.Environment["A2M_WEIGHTS"] = weights;
        start.Environment["A2M_YAMNET_SOURCE"] = source;
        if (source is null) start.Environment.Remove("A2M_YAMNET_SOURCE");
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) start.Environment[name] = "1";

        // The network of a test machine is nobody's business: a proxy that refuses stands for "offline".
        foreach (var name in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
            start.Environment[name] = "http://127.0.0.1:9";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ProgramRun(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end, with weights installed where they are at hand.</summary>
    public static async Task<ProgramResult> ToEnd(params string[] arguments) => await ToEndWith(await InstalledWeights.Folder, arguments);

    /// <summary>Runs the program to its end with a folder of weights.</summary>
    public static async Task<ProgramResult> ToEndWith(string? weights, params string[] arguments)
    {
        using var run = Start(weights, arguments);
        run.CloseInput();
        return await run.End();
    }

    /// <summary>Runs a program of another folder to its end.</summary>
    public static async Task<ProgramResult> Of(string programFolder, params string[] arguments)
    {
        using var run = Start(programFolder, await InstalledWeights.Folder, Shared.Source, arguments);
        run.CloseInput();
        return await run.End();
    }

    /// <summary>Runs the program to its end with bytes on its standard input.</summary>
    public static async Task<ProgramResult> WithInput(byte[] input, params string[] arguments)
    {
        using var run = Start(await InstalledWeights.Folder, arguments);
        await run.process.StandardInput.BaseStream.WriteAsync(input);
        run.CloseInput();
        return await run.End();
    }

    /// <summary>Ends the program's standard input.</summary>
    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Writes to the program's standard input and leaves it open.</summary>
    public async Task Give(byte[] input)
    {
        await process.StandardInput.BaseStream.WriteAsync(input);
        await process.StandardInput.BaseStream.FlushAsync();
    }

    /// <summary>Waits until the program has computed for so long.</summary>
    public async Task Computes(TimeSpan time)
    {
        using var timeout = new CancellationTokenSource(Patience);
        for (var began = process.TotalProcessorTime; process.TotalProcessorTime - began < time; process.Refresh()) await Task.Delay(10, timeout.Token);
    }

    /// <summary>Memory that it has resident now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What Ctrl-C does.</summary>
    public void PressControlC() => Assert.Equal(0, Kill(process.Id, Interrupt));

    /// <summary>Waits for the end.</summary>
    public async Task<ProgramResult> End()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        return new ProgramResult(process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
