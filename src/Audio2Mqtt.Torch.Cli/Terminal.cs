using System.Text;
using Spectre.Console;

namespace Audio2Mqtt.Torch.Cli;

/// <summary>Where results and messages go: the process's streams, or a test's.</summary>
internal sealed class Terminal
{
    private readonly Lazy<IAnsiConsole> outConsole;
    private readonly Lazy<IAnsiConsole> errorConsole;

    public Terminal(TextWriter output, TextWriter error, bool isOutputTerminal = false, bool isErrorTerminal = false)
    {
        (Out, Error, IsOutputTerminal, IsErrorTerminal) = (output, error, isOutputTerminal, isErrorTerminal);
        outConsole = new(() => Console(output));
        errorConsole = new(() => Console(error));
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Everything else.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person looks at the results.</summary>
    public bool IsOutputTerminal { get; }

    /// <summary>Whether a person looks at the messages.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>Draws results; made on first use, because it costs a start some milliseconds.</summary>
    public IAnsiConsole OutConsole => outConsole.Value;

    /// <summary>Draws messages; made on first use.</summary>
    public IAnsiConsole ErrorConsole => errorConsole.Value;

    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(System.Console.OpenStandardOutput(), utf8) { AutoFlush = !System.Console.IsOutputRedirected };
        var error = new StreamWriter(System.Console.OpenStandardError(), utf8) { AutoFlush = true };
        return new(output, TextWriter.Synchronized(error), !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);
    }

    /// <summary>One line about what went wrong or is odd.</summary>
    public void Tell(string message) => Error.WriteLine($"a2m-torch: {message.ReplaceLineEndings(" ")}");

    private static IAnsiConsole Console(TextWriter writer) => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
}
