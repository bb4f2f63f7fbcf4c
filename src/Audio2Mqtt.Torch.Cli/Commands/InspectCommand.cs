using System.CommandLine;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Inspection.Pages;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch inspect</c>: what is in a recording, and in a folder of them?</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("inspect", "Look at a recording, or at a folder of class folders, before training.");
        var arguments = new InspectArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.Run(() => RunAsync(arguments.Read(parsed), terminal, cancellationToken), CancellationToken.None));
        return command;
    }

    private static Task<int> RunAsync(InspectRequest request, Terminal terminal, CancellationToken cancellationToken) =>
        Directory.Exists(request.Place) ? InspectFolder.RunAsync(request, terminal, cancellationToken) : FileAsync(request, terminal, cancellationToken);

    private static async Task<int> FileAsync(InspectRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        AudioInspection audio;
        using (var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "reading") : null)
        {
            try
            {
                audio = AudioInspector.Inspect(request.Place, request.Audio, line, cancellationToken);
            }
            catch (AudioException error)
            {
                // The only input cannot be used.
                throw new UsageException(error.Message);
            }
        }

        AudioText.Write(terminal, audio, request.Json);
        if (request.Png is { } png)
        {
            AudioPage.WritePng(png, audio);
            terminal.Tell($"wrote {png}");
        }

        if (request.Html is { } html)
        {
            AudioPage.Write(html, audio, await TimelineAsync(request, terminal, cancellationToken).ConfigureAwait(false), request.LowHz, request.HighHz);
            terminal.Tell($"wrote {html}");
        }

        return ExitCodes.Done;
    }

    private static async Task<ClassTimeline?> TimelineAsync(InspectRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        using var loaded = await LoadedScorer.LoadAsync(request.ToClassify(), terminal, cancellationToken).ConfigureAwait(false);
        using var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "hearing") : null;
        var name = request.Model is { } model ? $"the model {SoundModel.NameOf(model)}" : "YAMNet's own classes";
        try
        {
            return await TimelineMaker.MakeAsync(loaded.Scorer, name, request.Place, request.Audio, line, cancellationToken).ConfigureAwait(false);
        }
        catch (AudioException error)
        {
            // Figures and pictures tell what they can of a broken file; scores of a guess would not say that they are one.
            line?.Dispose();
            terminal.Tell($"warning: the page has no classes: {error.Message}");
            return null;
        }
    }
}
