using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Chooses the writer of a format.</summary>
internal static class ResultWriters
{
    public static IResultWriter Create(ClassifyRequest request, Terminal terminal) => request.Format switch
    {
        OutputFormat.Json => new JsonWriter(terminal.Out, request),
        OutputFormat.JsonLines => new JsonLinesWriter(terminal.Out, request.Options),
        OutputFormat.Csv => new CsvWriter(terminal.Out, request.Options),
        OutputFormat.Audacity => new LabelWriter(new AudacityLabels(), terminal.Out, request.OutputFolder),
        OutputFormat.Raven => new LabelWriter(new RavenLabels(), terminal.Out, request.OutputFolder),
        _ when terminal.IsOutputTerminal => new TableWriter(terminal.OutConsole, request),
        _ => new TextResultWriter(terminal.Out, request),
    };
}
