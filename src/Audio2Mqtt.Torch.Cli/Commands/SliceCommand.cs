using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch slice</c>: a labelled recording becomes class folders.</summary>
internal static class SliceCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("slice", "Cut a labelled recording into class folders.");
        var arguments = new SliceArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => Run(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static int Run(SliceRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var slicer = new RecordingSlicer(request.Options);
        var plan = Plan(slicer, request, cancellationToken);
        foreach (var warning in plan.Warnings) terminal.Tell($"warning: {warning}");
        using var line = terminal.IsErrorTerminal && !request.IsDryRun ? new FractionLine(terminal.ErrorConsole, "cutting") : null;
        var (done, interrupted) = request.IsDryRun ? ([], false) : Interruptible.Collect(slicer.Run(plan, line, cancellationToken), cancellationToken);
        line?.Dispose();
        SliceReport.Write(terminal, request, plan, request.IsDryRun ? plan.Files : done, interrupted);
        if (interrupted) return ExitCodes.Interrupted;
        if (request.IsDryRun || done.Count == plan.Files.Count) return ExitCodes.Done;
        terminal.Tell($"{request.Recording}: {plan.Files.Count - done.Count} files would lie beyond its end: it is shorter than its header says");
        return ExitCodes.Failed;
    }

    private static SlicePlan Plan(RecordingSlicer slicer, SliceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return slicer.Plan(request.Recording, request.Labels, request.Folder, cancellationToken);
        }
        catch (AudioException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
