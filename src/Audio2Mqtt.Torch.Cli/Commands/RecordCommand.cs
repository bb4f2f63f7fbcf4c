using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch record</c>: training clips from a microphone or any other source.</summary>
internal static class RecordCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("record", "Record training clips.");
        var arguments = new RecordArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => Run(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static int Run(RecordRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var recorder = new ClipRecorder(request.Options);
        var (source, opened) = Open(request.Source, cancellationToken);
        var done = new List<RecordedClip>();
        var interrupted = false;
        string? failure = null;
        using (var capture = opened)
        using (var line = terminal.IsErrorTerminal ? new RecordingLine(terminal.ErrorConsole) : null)
        {
            try
            {
                foreach (var clip in recorder.Run(capture, source.Description, line, cancellationToken)) done.Add(clip);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                interrupted = true;
            }
            catch (AudioException broken)
            {
                // What is on the disk by then is told first.
                failure = broken.Message;
            }
        }

        RecordReport.Write(terminal, request, source.Description, done, recorder.SilentClips, interrupted);
        if (interrupted) return ExitCodes.Interrupted;
        if (done.Count == request.Options.Count && failure is null) return ExitCodes.Done;
        terminal.Tell(failure ?? $"{source.Description}: ended after {done.Count} of {request.Options.Count} clips");
        return ExitCodes.Failed;
    }

    private static (ICaptureSource Source, ICapture Capture) Open(SourceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var source = request.Open(TimeProvider.System, cancellationToken);
            return (source, source.Open(cancellationToken));
        }
        catch (AudioException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
