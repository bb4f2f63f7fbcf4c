using System.CommandLine;
using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch weights</c>: YAMNet's weights on this machine.</summary>
internal static class WeightsCommand
{
    public static Command Create(Terminal terminal) => new("weights", "Install, verify and describe YAMNet's weights.")
    {
        Install(terminal),
        Verify(terminal),
        Info(terminal),
    };

    private static Command Install(Terminal terminal)
    {
        var network = NetworkArgument.Create("lite (the default: 4 MB to download) or float");
        var from = new Option<string?>("--from")
        {
            Description = "Take this file (.tflite, yamnet.h5, model.json, .safetensors) or folder, not the network",
            HelpName = "FILE",
        };
        var command = new Command("install", "Install a network's weights, replacing what is there.") { network, from };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var variant = parsed.GetValue(network) ?? YamnetVariant.Lite;
            var done = await WeightsStore.FromEnvironment()
                .InstallAsync(variant, parsed.GetValue(from), new InstallProgress(terminal), cancellationToken).ConfigureAwait(false);
            terminal.Out.WriteLine($"{done.Weights.Name}  installed  {done.Path}");
            terminal.Out.WriteLine($"  source {done.Source}");
            terminal.Out.WriteLine($"  class names {done.ClassNamesSource}");
            terminal.Out.WriteLine($"  hash {done.Weights.WeightsHash}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Verify(Terminal terminal)
    {
        var network = NetworkArgument.Create("lite or float; both where they are installed when left out");
        var command = new Command("verify", "Compute the hash of installed weights anew.") { network };
        command.SetAction(parsed =>
        {
            var store = WeightsStore.FromEnvironment();
            var variants = parsed.GetValue(network) is { } one ? [one] : Array.FindAll(Enum.GetValues<YamnetVariant>(), store.IsInstalled);
            if (variants.Length == 0) variants = [YamnetVariant.Lite];
            var allIntact = true;
            foreach (var variant in variants)
            {
                var check = store.Verify(variant);
                allIntact &= check.IsIntact;
                terminal.Out.WriteLine($"{variant.ToString().ToLowerInvariant()}  {(check.IsIntact ? "intact" : "damaged")}  {check.Path}");
                terminal.Out.WriteLine($"  hash {check.ActualHash}{(check.OfficialHash == check.ActualHash ? " (the official network)" : "")}");
                if (!check.IsIntact) terminal.Tell($"{check.Path}: {check.RecordedHash} was installed; run: a2m-torch weights install {variant.ToString().ToLowerInvariant()}");
            }

            return allIntact ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command Info(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "One JSON document" };
        var command = new Command("info", "Tell which weights are installed, where, and where they came from.") { json };
        command.SetAction(parsed =>
        {
            var store = WeightsStore.FromEnvironment();
            WeightsDocument[] all = [.. Enum.GetValues<YamnetVariant>().Select(variant => WeightsDocument.Of(store.Info(variant)))];
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(all, Documents.Readable.WeightsDocumentArray));
            else WeightsText.Write(terminal.Out, all);
        });
        return command;
    }
}
