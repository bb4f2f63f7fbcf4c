using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

/// <summary>
/// A real mosquitto on a free port of the loopback, with a folder of its own. It can be killed, started again on the same port with what it had written,
/// and stopped in the middle of everything. Ended by its process id.
/// </summary>
internal sealed class Broker : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);
    private static readonly string? Program = Find("mosquitto");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-broker-");
    private readonly string configuration;
    private Process? process;

    /// <summary>Starts a broker that anybody may use.</summary>
    /// <param name="user">Where given, nobody else may.</param>
    /// <param name="password">The user's.</param>
    /// <param name="tls">Where given, it talks under TLS only.</param>
    /// <param name="wantsClientCertificate">Whether clients need a certificate that the authority has signed.</param>
    /// <param name="port">Where it listens; by default some free port.</param>
    /// <param name="saves">Whether it writes each change to the disk at once, which takes it milliseconds each.</param>
    public Broker(string? user = null, string? password = null, BrokerCertificate? tls = null, bool wantsClientCertificate = false, int? port = null, bool saves = false)
    {
        Port = port ?? FreePort();
        List<string> lines =
        [
            $"listener {Port} 127.0.0.1", $"allow_anonymous {(user is null ? "true" : "false")}", "persistence true",
            $"persistence_location {folder.FullName}/", $"log_dest file {Log}", "log_type all", "set_tcp_nodelay true",
        ];
        if (saves) lines.AddRange(["autosave_interval 1", "autosave_on_changes true"]);
        if (Environment.IsPrivilegedProcess) lines.Add("user root");
        if (user is not null) lines.Add($"password_file {PasswordFile(user, password!)}");
        if (tls is not null) lines.AddRange([$"cafile {tls.AuthorityFile}", $"certfile {tls.CertificateFile}", $"keyfile {tls.KeyFile}"]);
        if (wantsClientCertificate) lines.Add("require_certificate true");
        configuration = Path.Combine(folder.FullName, "mosquitto.conf");
        File.WriteAllText(configuration, string.Join('\n', lines) + '\n');
        Start();
    }

    /// <summary>Why there is no broker here; null where there is one.</summary>
    public static string? Absent => Program is null || Find("mosquitto_passwd") is null ? "mosquitto is not installed: apt-get install mosquitto" : null;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it has written about itself.</summary>
    public string Log => Path.Combine(folder.FullName, "mosquitto.log");

    /// <summary>A port that nobody listens to at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it again after <see cref="Kill"/>; returns when it listens.</summary>
    public void Start()
    {
        process = Process.Start(new ProcessStartInfo(Program!, ["-c", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        for (var begin = Stopwatch.StartNew(); !Listens(); Thread.Yield())
        {
            if (process.HasExited) throw new InvalidOperationException($"mosquitto ended at once: {process.StandardError.ReadToEnd()}");
            if (begin.Elapsed > StartTimeout) throw new TimeoutException("mosquitto does not listen");
        }
    }

    /// <summary>SIGKILL: it has no time to write anything, or to say good-bye.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGSTOP: connections stay, and nobody answers.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>SIGCONT: it goes on.</summary>
    public void Resume() => Signal("CONT");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is not null) Kill();
        folder.Delete(recursive: true);
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(path => Path.Combine(path, name)).FirstOrDefault(File.Exists);

    private static void Run(string program, params string[] arguments)
    {
        using var child = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = child.StandardError.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"{program}: {error}");
    }

    private string PasswordFile(string user, string password)
    {
        var file = Path.Combine(folder.FullName, "passwords");
        Run(Find("mosquitto_passwd")!, "-c", "-b", file, user, password);
        return file;
    }

    private void Signal(string name) => Run("kill", $"-{name}", process!.Id.ToString(CultureInfo.InvariantCulture));

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
