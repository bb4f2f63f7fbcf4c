using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch convert</c>: files of any format become 16 kHz mono, cleaned and cut where that is wanted.</summary>
internal static class ConvertCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("convert", "Convert recordings to 16 kHz mono; trim, split, denoise and normalise them.");
        var arguments = new ConvertArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => Run(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static int Run(ConvertRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var converter = new Converter(request.Options);
        using var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, request.IsDryRun ? "looking" : "converting") : null;
        var (items, work) = Begin(converter, request, line, cancellationToken);
        var (results, interrupted) = Interruptible.Collect(work, cancellationToken);
        line?.Dispose();
        ConvertReport.Write(terminal, request, results, interrupted);
        if (interrupted) return ExitCodes.Interrupted;
        var failed = results.Count(result => result.State == ConversionState.Failed);
        return failed == 0 ? ExitCodes.Done : items.Count == 1 ? ExitCodes.Usage : ExitCodes.Failed;
    }

    // What is wrong with the request as a whole, rather than with one of many files.
    private static (IReadOnlyList<ConversionItem> Items, IEnumerable<ConversionResult> Work) Begin(
        Converter converter, ConvertRequest request, IProgress<double>? line, CancellationToken cancellationToken)
    {
        try
        {
            var items = ConversionPlan.Make(request.Source, request.Target, request.Options.Format);
            return (items, request.IsDryRun ? converter.Preview(items, line, cancellationToken) : converter.Run(items, line, cancellationToken));
        }
        catch (AudioException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
