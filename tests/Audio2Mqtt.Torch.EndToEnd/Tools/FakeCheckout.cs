using System.Diagnostics;
using System.Text;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>
/// A checkout in a temporary folder with a space in its name: the real tools, a source tree of three files, and a dotnet that
/// records what it is asked for and "builds" a shell script. So the tools' own logic runs for real, in milliseconds.
/// </summary>
internal sealed class FakeCheckout : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Answers as dotnet does: a publish writes a program, a test copies the result file that the test has laid out.</summary>
    private const string Dotnet = """
        #!/bin/sh
        here=${0%/*}
        [ "$1" = --list-sdks ] || echo "$@" >>"$here/calls"
        case $1 in
            --list-sdks) echo '10.0.100 [/somewhere]' ;;
            publish)
                [ ! -e "$here/broken" ] || { echo 'Program.cs(1,1): error CS1002: ; expected'; exit 1; }
                while [ "$1" != -o ]; do shift; done
                cp "$here/program" "$2/a2m-torch"
                ;;
            build)
                [ ! -e "$here/broken" ] || { echo 'Program.cs(1,1): error CS1002: ; expected'; exit 1; }
                ;;
            test)
                name=$(basename "$2" .dll)
                while [ "$1" != --results-directory ]; do shift; done
                mkdir -p "$2"
                [ ! -e "$here/$name.trx" ] || cp "$here/$name.trx" "$2/"
                [ ! -e "$here/$name.code" ] || exit "$(cat "$here/$name.code")"
                ;;
        esac
        """;

    /// <summary>The "built" program: shows its process id, its arguments and its environment; exits with A2M_FAKE_EXIT.</summary>
    private const string Program = """
        #!/bin/sh
        echo "process $$"
        for argument; do echo "argument <$argument>"; done
        env | grep -E '^(OMP|OPENBLAS)_'
        exit "${A2M_FAKE_EXIT:-0}"
        """;

    public FakeCheckout()
    {
        Folder = Directory.CreateTempSubdirectory("a2m checkout ").FullName;
        Write("src/Audio2Mqtt.Torch.Cli/Audio2Mqtt.Torch.Cli.csproj", "<Project />");
        Write("src/Audio2Mqtt.Torch.Cli/Program.cs", "return 0;");
        Write("Directory.Build.props", "<Project />");
        foreach (var project in new[] { "TorchSharp.Tests", "Audio2Mqtt.Torch.Tests", "Audio2Mqtt.Torch.EndToEnd" })
            Directory.CreateDirectory(PathOf($"tests/{project}"));
        WriteExecutable("dotnet/dotnet", Dotnet);
        WriteExecutable("dotnet/program", Program);
        foreach (var tool in Directory.GetFiles(Path.Combine(RepositoryRoot(), "tools")))
            WriteExecutable("tools/" + Path.GetFileName(tool), File.ReadAllText(tool));
    }

    public string Folder { get; }

    /// <summary>The commands that the tools gave to dotnet, in order, beside asking for its version.</summary>
    public string[] DotnetCalls => File.Exists(PathOf("dotnet/calls")) ? File.ReadAllLines(PathOf("dotnet/calls")) : [];

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Audio2Mqtt.Torch.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside a checkout");
    }

    public string PathOf(string path) => Path.Combine(Folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text, new UTF8Encoding(false));
    }

    public void WriteExecutable(string path, string text)
    {
        Write(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs one of the tools by its path in the checkout.</summary>
    public Task<ScriptResult> RunAsync(string tool, params string[] arguments) => RunAsync(tool, arguments, []);

    /// <summary>Runs one of the tools, or any absolute path, from a folder that is not the checkout.</summary>
    public async Task<ScriptResult> RunAsync(string tool, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(PathOf(tool), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY", "LIBTORCH", "TorchSharpProvider" })
            start.Environment.Remove(name);
        start.Environment["DOTNET_ROOT"] = PathOf("dotnet");
        start.Environment["HOME"] = PathOf("home");
        start.Environment["A2M_NO_INSTALL"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var timeout = new CancellationTokenSource(Timeout);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ScriptResult(process.ExitCode, await output, await error, process.Id);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{tool} was still running after {Timeout}");
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
