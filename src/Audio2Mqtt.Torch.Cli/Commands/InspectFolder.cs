using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Inspection;
using Audio2Mqtt.Torch.Inspection.Pages;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch inspect FOLDER</c>.</summary>
internal static class InspectFolder
{
    public static async Task<int> RunAsync(InspectRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var dataset = new DatasetScanner(request.Dataset).Scan(request.Place, cancellationToken);
        using var network = request.Network is { } variant ? await NetworkLoader.LoadAsync(variant, terminal, cancellationToken).ConfigureAwait(false) : null;
        TorchRuntime.Require();
        var embedding = network is null ? EmbeddingDescription.Of(new SpectrumOptions()) : EmbeddingDescription.Of(network);
        FolderInspection folder;
        using (var line = terminal.IsErrorTerminal ? new FractionLine(terminal.ErrorConsole, "listening") : null)
        {
            folder = await new FolderInspector(embedding, network, request.Cache)
                .InspectAsync(dataset, request.Html is not null, line, cancellationToken).ConfigureAwait(false);
        }

        FolderText.Write(terminal, folder, request.Json);
        if (request.Html is not { } html) return ExitCodes.Done;
        FolderPage.Write(html, folder);
        terminal.Tell($"wrote {html}");
        return ExitCodes.Done;
    }
}
