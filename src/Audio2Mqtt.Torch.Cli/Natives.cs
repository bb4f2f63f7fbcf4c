using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Cli;

/// <summary>
/// The system's loader of libraries has one lock, and libtorch holds it for a third of a second: a native function that another thread
/// calls for the first time is found only after that. So what reading files, waiting and signals need is called once before.
/// </summary>
internal static class Natives
{
    public static void Find()
    {
        using (PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => { }))
            _ = Directory.Exists(Environment.CurrentDirectory);
        _ = Random.Shared.Next();
        _ = Stopwatch.GetTimestamp();
        Task.Run(Thread.GetCurrentProcessorId).Wait();

        var path = typeof(Natives).Assembly.Location;
        if (!File.Exists(path)) return;
        _ = new FileInfo(path).Length;
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        _ = RandomAccess.Read(file, new byte[1], 0);
    }
}
