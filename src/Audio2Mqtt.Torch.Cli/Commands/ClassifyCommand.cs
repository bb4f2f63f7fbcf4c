using System.CommandLine;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch classify</c>: files in, classes out.</summary>
internal static class ClassifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("classify", "Tag recordings with YAMNet's 521 sound classes, or with your own.");
        var arguments = new ClassifyArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(arguments.Read(parsed), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ClassifyRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        if (request.Warning is { } warning) terminal.Tell(warning);

        // On a thread of its own: decoding begins while it loads.
        var loading = Task.Run(() => LoadedScorer.LoadAsync(request, terminal, cancellationToken), CancellationToken.None);
        var writer = ResultWriters.Create(request, terminal);
        using var line = terminal.IsErrorTerminal ? new ProgressLine(terminal.ErrorConsole) : null;
        var speed = new SpeedReport(line);
        var failed = 0;
        var interrupted = false;
        try
        {
            var results = new Classifier(ScorerOf(loading), request.Options).ClassifyAsync(request.Files, speed, cancellationToken);
            await foreach (var result in results.ConfigureAwait(false))
            {
                line?.Pause();
                if (result.Error is { } error) terminal.Tell(error.Message);
                foreach (var odd in result.Warnings) terminal.Tell($"warning: {result.Path}: {odd}");
                if (result.Error is not null) failed++;
                writer.Write(result);
                line?.Resume();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
        }

        line?.Pause();

        // Also where every file failed: a process must not end while libtorch is at work.
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var loaded = loading.IsCompletedSuccessfully ? await loading.ConfigureAwait(false) : null;
        var summary = LoadedScorer.Summarise(loaded, request, failed, interrupted);
        writer.Finish(summary);
        if (request.Verbose) speed.Tell(terminal, request, summary);
        if (interrupted) return ExitCodes.Interrupted;
        return failed == 0 ? ExitCodes.Done : request.Files.Count == 1 ? ExitCodes.Usage : ExitCodes.Failed;
    }

    private static async Task<IPatchScorer> ScorerOf(Task<LoadedScorer> loading) => (await loading.ConfigureAwait(false)).Scorer;
}
