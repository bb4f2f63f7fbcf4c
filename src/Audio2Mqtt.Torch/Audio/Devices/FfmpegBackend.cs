using System.Diagnostics;

namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>The devices of macOS (avfoundation) and of Windows (dshow), through ffmpeg.</summary>
/// <param name="name">ffmpeg's name of the input format.</param>
internal sealed class FfmpegBackend(string name) : IDeviceBackend
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => name;

    private bool IsDshow => name == "dshow";

    /// <inheritdoc/>
    public IReadOnlyList<CaptureDevice>? List(CancellationToken cancellationToken)
    {
        if (FfmpegProgram.Find() is not { } program) return null;
        string[] arguments = ["-hide_banner", "-nostdin", "-loglevel", "info", "-f", name, "-list_devices", "true", "-i", IsDshow ? "dummy" : ""];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, CreateNoWindow = true })!;
        using var registration = cancellationToken.Register(() => Kill(process));
        using var timeout = new CancellationTokenSource(Patience);
        using var late = timeout.Token.Register(() => Kill(process));
        var told = process.StandardError.ReadToEnd();
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return IsDshow ? FfmpegDeviceList.OfDshow(told) : FfmpegDeviceList.OfAvfoundation(told);
    }

    /// <inheritdoc/>
    public LiveInput Open(CaptureDevice device, bool followsDefault, CancellationToken cancellationToken)
    {
        var source = FfmpegSource.Device(name, IsDshow ? $"audio={device.Name}" : $":{device.Name}", device.Description);
        var reader = FfmpegReader.Open(source, null, cancellationToken);
        return new(new FiniteReader(reader, device.Description, replace: true, firstFrame: 0), reader.Dispose);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself between the question and the deed.
        }
    }
}
