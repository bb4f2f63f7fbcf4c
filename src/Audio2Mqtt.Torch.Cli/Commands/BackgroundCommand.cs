using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Backgrounds;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch background</c>: what is none of the sounds, made up or cut out of recordings.</summary>
internal static class BackgroundCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("background", "Make a class of what is none of your sounds.");
        var synthetic = new Command("synthetic", "White, pink and brown noise and silence, at varied levels.");
        var syntheticArguments = new SyntheticArguments();
        syntheticArguments.AddTo(synthetic);
        synthetic.SetAction((parsed, token) => Task.Run(() => Synthesise(syntheticArguments.Read(parsed), terminal, token), CancellationToken.None));
        var extract = new Command("extract", "Random segments of recordings that neither overlap nor are silent.");
        var extractArguments = new ExtractArguments();
        extractArguments.AddTo(extract);
        extract.SetAction((parsed, token) => Task.Run(() => ExtractAsync(extractArguments.Read(parsed), terminal, token), CancellationToken.None));
        command.Add(synthetic);
        command.Add(extract);
        return command;
    }

    private static int Synthesise(SyntheticRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var maker = new SyntheticBackground(request.Options);
        var files = maker.Plan(request.Folder);
        if (request.IsDryRun) maker.Check(files);
        else TorchRuntime.Require();
        using var line = terminal.IsErrorTerminal && !request.IsDryRun ? new FractionLine(terminal.ErrorConsole, "writing") : null;
        var (done, interrupted) = request.IsDryRun ? ([.. files], false) : Interruptible.Collect(maker.Run(files, line, cancellationToken), cancellationToken);
        line?.Dispose();
        BackgroundReport.Write(terminal, request, done, interrupted);
        return interrupted ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    private static async Task<int> ExtractAsync(ExtractRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        using var model = request.Avoid is { } path ? await LoadedModel.LoadAsync(path, terminal, cancellationToken).ConfigureAwait(false) : null;
        var avoid = model is null ? null : new TargetListener(model.Model, model.Embedder, request.Threshold);
        if (avoid is { KnowsBackground: false })
            terminal.Tell($"warning: {request.Avoid}: has no class of background, so it may hear one of its sounds in anything; raise --threshold where too little is left");
        var extractor = new BackgroundExtractor(request.Options, avoid);
        var plan = Plan(extractor, request, cancellationToken);
        using var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "cutting") : null;
        var (done, interrupted) = Interruptible.Collect(extractor.Run(plan, line, cancellationToken), cancellationToken);
        line?.Dispose();
        BackgroundReport.Write(terminal, request, plan, done, interrupted);
        if (interrupted) return ExitCodes.Interrupted;
        return done.Count == request.Options.Segments && plan.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static BackgroundExtraction Plan(BackgroundExtractor extractor, ExtractRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return extractor.Plan(request.Audio, request.Folder, cancellationToken);
        }
        catch (AudioException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
