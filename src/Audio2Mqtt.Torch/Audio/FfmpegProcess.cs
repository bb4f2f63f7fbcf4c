using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// A running ffmpeg. One thread reads its standard error, another feeds its standard input where a stream is its source; the reader
/// takes standard output. Disposing kills and reaps it.
/// </summary>
internal sealed class FfmpegProcess : IDisposable
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Thread _logThread;
    private readonly Stream? _pipe;
    private int _disposed;

    private FfmpegProcess(Process process, FfmpegSource source)
    {
        _process = process;
        _pipe = source.Script is { } script ? new MemoryStream(Encoding.UTF8.GetBytes(script)) : source.Pipe;
        Id = process.Id;
        Log = new FfmpegLog(source.Input);
        Output = process.StandardOutput.BaseStream;
        var standardError = process.StandardError.BaseStream;
        _logThread = Run("ffmpeg log", () => Log.ReadAll(standardError));
        if (_pipe is null) process.StandardInput.Close();
        else Run("ffmpeg input", () => Feed(process.StandardInput.BaseStream, _pipe));
    }

    /// <summary>The system's number of the process.</summary>
    internal int Id { get; }

    /// <summary>Standard output.</summary>
    internal Stream Output { get; }

    /// <summary>Standard error.</summary>
    internal FfmpegLog Log { get; }

    /// <summary>Why the source stream failed while it was fed; null while all is well.</summary>
    internal Exception? FeedFailure { get; private set; }

    /// <summary>Starts a program with a source's arguments.</summary>
    /// <exception cref="AudioException">The program cannot be run.</exception>
    internal static FfmpegProcess Start(string program, FfmpegSource source)
    {
        var start = new ProcessStartInfo(program, source.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return new FfmpegProcess(Process.Start(start)!, source);
        }
        catch (Win32Exception failure)
        {
            throw new AudioException(source.Name, $"ffmpeg ({program}) cannot be run: {failure.Message}", failure);
        }
    }

    /// <summary>Waits for the end after standard output has closed, and for the last words.</summary>
    /// <returns>The exit code; null when the program did not end in time or was killed by <see cref="Kill"/>.</returns>
    internal int? WaitForExit()
    {
        if (!_process.WaitForExit(ExitTimeout)) return null;
        _logThread.Join(ExitTimeout);
        return _process.ExitCode;
    }

    /// <summary>Ends the program now, from any thread; a read of its output then comes to its end.</summary>
    internal void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself between the question and the deed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Kill();
        _process.WaitForExit(ExitTimeout);
        _pipe?.Dispose();
        _logThread.Join(ExitTimeout);
        _process.Dispose();
    }

    private static Thread Run(string name, ThreadStart body)
    {
        // A thread in a blocking read of a terminal or a socket cannot be ended, so it must not hold up the program's end.
        var thread = new Thread(body) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Feed(Stream standardInput, Stream source)
    {
        try
        {
            using (standardInput) source.CopyTo(standardInput);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or NotSupportedException)
        {
            // ffmpeg stopped reading (it had enough, or was killed), or the source broke; the reader asks which when the output ends.
            FeedFailure = failure;
        }
    }
}
