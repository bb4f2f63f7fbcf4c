using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>
/// A PulseAudio of the test's own, without hardware: an output that nobody hears, whose monitor is the default loopback, and a virtual microphone that
/// hears the same. While it lives, this process and the programs that it starts use it, so tests with one belong to <see cref="PulseTests"/>.
/// </summary>
internal sealed partial class PulseServer : IDisposable
{
    /// <summary>The output, at 48 kHz stereo.</summary>
    public const string Output = "null";

    /// <summary>The output's monitor: the default loopback.</summary>
    public const string Monitor = "null.monitor";

    /// <summary>The virtual microphone: the default input.</summary>
    public const string Microphone = "mic";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-pulse-");
    private Process? server;

    /// <summary>Starts a server and points this process at it.</summary>
    public PulseServer()
    {
        Address = $"unix:{Path.Combine(folder.FullName, "native")}";
        Restart();
        Environment.SetEnvironmentVariable("PULSE_SERVER", Address);
        Assert.Equal(0, SetEnvironment("PULSE_SERVER", Address, 1));
    }

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Absent =>
        Find("pulseaudio") is null ? "pulseaudio is not installed"
        : Find("pactl") is null || Find("paplay") is null ? "pactl and paplay are not installed (Debian: pulseaudio-utils)"
        : null;

    /// <summary>What <c>PULSE_SERVER</c> is set to.</summary>
    public string Address { get; }

    /// <summary>Plays a file to its end; tell of its failure by awaiting.</summary>
    public async Task Play(string file)
    {
        using var player = Start("paplay", [$"--server={Address}", $"--device={Output}", "--latency-msec=100", file]);
        using var timeout = new CancellationTokenSource(Patience);
        await player.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, player.ExitCode);
    }

    /// <summary>Runs pactl and gives what it says.</summary>
    public string Control(params string[] arguments)
    {
        using var control = Start("pactl", [$"--server={Address}", .. arguments]);
        var output = control.StandardOutput.ReadToEnd();
        Assert.True(control.WaitForExit(Patience), "pactl does not end");
        Assert.True(control.ExitCode == 0, $"pactl {string.Join(' ', arguments)} failed");
        return output;
    }

    /// <summary>Ends the server as a crash would.</summary>
    public void Kill()
    {
        if (server is null) return;
        if (!server.HasExited) server.Kill();
        server.WaitForExit(Patience);
        server.Dispose();
        server = null;
    }

    /// <summary>Starts the server, anew where it ran, at the same address.</summary>
    public void Restart()
    {
        Kill();
        var socket = Path.Combine(folder.FullName, "native");
        File.Delete(socket);
        server = Start("pulseaudio",
        [
            "-n", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no", "--log-level=error",
            "-L", $"module-native-protocol-unix auth-anonymous=1 socket={socket}",
            "-L", $"module-null-sink sink_name={Output} rate=48000 channels=2 sink_properties=device.description=Nowhere",
            "-L", $"module-remap-source master={Monitor} source_name={Microphone} source_properties=device.description=Virtual",
        ]);
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        var began = Stopwatch.StartNew();
        while (!Answers())
        {
            Assert.False(server.HasExited, "pulseaudio ended at once");
            Assert.True(began.Elapsed < Patience, "pulseaudio does not answer");
        }
    }

    public void Dispose()
    {
        Kill();
        folder.Delete(recursive: true);
    }

    internal static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(path => Path.Combine(path, program)).FirstOrDefault(File.Exists);

    private bool Answers()
    {
        using var control = Start("pactl", [$"--server={Address}", "get-source-volume", Microphone]);
        control.WaitForExit(Patience);
        return control.ExitCode == 0;
    }

    private Process Start(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in (string[])["XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "HOME", "XDG_CONFIG_HOME"]) info.Environment[name] = folder.FullName;
        return Process.Start(info)!;
    }

    // The runtime keeps an environment of its own; libpulse reads the C library's.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
