using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Audio.Devices;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Commands;
using Audio2Mqtt.Torch.Cli.Completion;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli;

/// <summary>The whole command line, and the only place where an error becomes a line and an exit code.</summary>
internal sealed class Root
{
    private const string Name = "a2m-torch";
    private const int BrokenPipe = 32; // EPIPE

    private static readonly string[] HelpNames = ["--help", "-h", "-?", "/?", "/h"];

    private readonly Terminal terminal;
    private readonly RootCommand command = new("Sound recognition on your own machine: YAMNet's 521 classes, or your own sounds, in recordings and live.");
    private readonly Option<bool> debug = new("--debug") { Description = "Print the whole stack of an error", Recursive = true };

    public Root(Terminal terminal)
    {
        this.terminal = terminal;
        command.Add(debug);
        command.Add(ClassifyCommand.Create(terminal));
        command.Add(ListenCommand.Create(terminal));
        command.Add(DemoCommand.Create(terminal));
        command.Add(TrainCommand.Create(terminal));
        command.Add(EvaluateCommand.Create(terminal));
        command.Add(SliceCommand.Create(terminal));
        command.Add(BackgroundCommand.Create(terminal));
        command.Add(InspectCommand.Create(terminal));
        command.Add(ConvertCommand.Create(terminal));
        command.Add(ExportCommand.Create(terminal));
        command.Add(DevicesCommand.Create(terminal));
        command.Add(RecordCommand.Create(terminal));
        command.Add(WeightsCommand.Create(terminal));
        command.Add(DoctorCommand.Create(terminal));
        command.Add(CompletionCommand.Create(terminal));
        command.Add(ManCommand.Create(terminal, command));
        var help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, terminal.IsOutputTerminal);
        command.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        command.Directives.OfType<SuggestDirective>().Single().Action = new SuggestAction(command);
    }

    /// <summary>Every command, with its options and arguments.</summary>
    public RootCommand Commands => command;

    public static bool AsksForHelp(string argument) => HelpNames.Contains(argument);

    /// <summary>Parses and runs; never throws.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, interrupt));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, interrupt));
        var parsed = command.Parse(args);
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        int code;
        try
        {
            code = parsed.Action is ParseErrorAction ? WrongUsage(parsed) : await parsed.InvokeAsync(invocation, interrupt.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            code = Explain(error, parsed.GetValue(debug), interrupt.IsCancellationRequested);
        }

        return Flushed() ? code : Math.Max(code, ExitCodes.Failed);
    }

    // The first signal ends the work in order, a second one the process.
    private static void Interrupt(PosixSignalContext context, CancellationTokenSource interrupt)
    {
        if (interrupt.IsCancellationRequested) return;
        context.Cancel = true;
        interrupt.Cancel();
    }

    private int WrongUsage(ParseResult parsed)
    {
        var path = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult result; at = at.Parent)
            path.Insert(0, result.Command is RootCommand ? Name : result.Command.Name);
        var isWrongCommand = parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0;
        var problem = isWrongCommand
            ? $"'{parsed.UnmatchedTokens[0]}' is not a command."
            : string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct());
        terminal.Tell($"{problem} (see: {string.Join(' ', path)} --help)");
        return ExitCodes.Usage;
    }

    private int Explain(Exception error, bool debugging, bool interrupted)
    {
        if (interrupted && error is OperationCanceledException) return ExitCodes.Interrupted;
        if (debugging) terminal.Error.WriteLine(error);

        // A reader that went away (| head) is not worth a word.
        else if (error is not IOException { HResult: BrokenPipe })
            terminal.Tell(error is Audio2MqttException ? error.Message : $"{error.GetType().Name}: {error.Message} (--debug tells where)");
        return error is UsageException or UnknownClassException or DatasetException or ModelException or DeviceException
            or CaptureDeviceException ? ExitCodes.Usage : ExitCodes.Failed;
    }

    // The end of what was written may only now reach a disk that is full.
    private bool Flushed()
    {
        try
        {
            terminal.Out.Flush();
            return true;
        }
        catch (IOException error)
        {
            // A reader that is gone is not worth a word; the rest would be taken for whole.
            if (error.HResult != BrokenPipe) terminal.Tell($"standard output: {error.Message}; what was written there is not whole");
            return error.HResult == BrokenPipe;
        }
    }
}
