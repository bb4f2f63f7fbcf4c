using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Training.Demonstration;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>A folder in which a guide's commands are typed, and recordings that stand for what its reader would hear.</summary>
internal sealed class GuideScene : IDisposable
{
    private const int ClipsOfASound = 180; // 360 s of it: more than any of the commands hears

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Scratch scratch = new();
    private readonly Scratch sounds = new();

    public GuideScene()
    {
        foreach (var name in (string[])["doorbell", "background"]) Write(Sound(name), Enumerable.Range(0, ClipsOfASound).Select(seed => DemoSounds.Clip(name, seed)));
    }

    public string Folder => scratch.Folder;

    public string At(string name) => scratch.At(name);

    /// <summary>A long recording of a sound, outside the folder.</summary>
    public string Sound(string name) => sounds.At($"{name}.wav");

    /// <summary>Writes a recording.</summary>
    public static void Write(string path, IEnumerable<float[]> parts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = AudioWriter.Create(path);
        foreach (var part in parts) writer.Write(part);
        writer.Complete();
    }

    /// <summary>Types a command into a shell.</summary>
    public async Task<ProgramResult> TypeAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("A2M_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        start.Environment["PATH"] = $"{ProgramRun.ProgramFolder}:{start.Environment["PATH"]}";
        start.Environment["A2M_WEIGHTS"] = await InstalledWeights.Folder;
        start.Environment["A2M_CACHE"] = sounds.At("cache");
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) start.Environment[name] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        var result = new ProgramResult(process.ExitCode, output, await error);
        Assert.True(result.ExitCode == 0, $"{command}\n{result.Output}\n{result.Error}");
        return result;
    }

    /// <summary>A command that hears the microphone, with a recording in its place: that of the class that it names, else of the place as it is.</summary>
    public string WithoutMicrophone(string command) =>
        command.Replace("--microphone", $"--source '{Sound(command.Contains("--class doorbell", StringComparison.Ordinal) ? "doorbell" : "background")}'", StringComparison.Ordinal);

    public void Dispose()
    {
        scratch.Dispose();
        sounds.Dispose();
    }
}
