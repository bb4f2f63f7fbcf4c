using System.Diagnostics;
using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary><c>a2m-torch listen</c> in a process of its own, whose lines can be waited for while it runs.</summary>
internal sealed partial class ListenRun : IDisposable
{
    /// <summary>Far more than a start takes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<string> error = [];
    private readonly SemaphoreSlim arrived = new(0);

    private ListenRun(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="variables">Variables of the environment.</param>
    /// <param name="folder">Where it is started; null for the test's own.</param>
    /// <param name="arguments">What follows <c>listen</c>.</param>
    public static async Task<ListenRun> StartAsync(Dictionary<string, string>? variables, string? folder, params string[] arguments)
    {
        // A test that runs in the background of a script inherits an ignored SIGINT, and so would the program: env gives the signal back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path.Combine(ProgramRun.ProgramFolder, "a2m-torch"), "listen", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("A2M_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        if (await InstalledWeights.Folder is { } weights) start.Environment["A2M_WEIGHTS"] = weights;
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) start.Environment[name] = "1";
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramResult> ToEndAsync(Dictionary<string, string>? variables, string? folder, params string[] arguments)
    {
        using var run = await StartAsync(variables, folder, arguments);
        run.process.StandardInput.Close();
        return await run.EndAsync();
    }

    /// <summary>Waits for a line of messages.</summary>
    public Task<string> MessageAsync(string part) => LineAsync(error, part);

    /// <summary>Waits for a line of results.</summary>
    public Task<string> ResultAsync(string part) => LineAsync(output, part);

    /// <summary>Writes to its standard input.</summary>
    public async Task GiveAsync(byte[] bytes)
    {
        await process.StandardInput.BaseStream.WriteAsync(bytes);
        await process.StandardInput.BaseStream.FlushAsync();
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Sends a signal.</summary>
    public void Signal(PosixSignal signal) => Assert.Equal(0, Kill(process.Id, signal == PosixSignal.SIGINT ? 2 : 15));

    /// <summary>SIGKILL: no time to say anything.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        lock (output)
            lock (error)
                return new(process.ExitCode, string.Join('\n', output), string.Join('\n', error));
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private void Take(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
        arrived.Release();
    }

    private async Task<string> LineAsync(List<string> lines, string part)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            lock (lines)
            {
                if (lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } found) return found;
                Assert.False(process.HasExited && arrived.CurrentCount == 0, $"it ended without '{part}':\n{string.Join('\n', error)}");
            }

            // Woken by a line, and now and then for the end of the process.
            await arrived.WaitAsync(TimeSpan.FromMilliseconds(200), timeout.Token);
        }
    }
}
