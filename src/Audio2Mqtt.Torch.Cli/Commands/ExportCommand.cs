using System.CommandLine;
using System.Text.Json;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Network.Export;

namespace Audio2Mqtt.Torch.Cli.Commands;

/// <summary><c>a2m-torch export</c>: a model for runtimes of other languages and devices.</summary>
internal static class ExportCommand
{
    private const string Onnx = "onnx";

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string?>("MODEL") { Description = $"The model's folder [default: {SoundModel.DefaultPath}]", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "What to write: onnx [default: onnx]", HelpName = Onnx };
        var output = new Option<string?>("--output") { Description = "Where to [default: onnx in the model's folder]", HelpName = "DIR" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files that are there" };
        var json = new Option<bool>("--json") { Description = "One JSON document" };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && value != Onnx) result.AddError($"--format: '{value}' is not {Onnx}.");
        });
        MistypedOptions.RefusedBy(model, "export");
        var command = new Command("export", "Write a trained model as ONNX graphs.") { model, format, output, overwrite, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(model) ?? SoundModel.DefaultPath;
            var description = SoundModel.Describe(path);
            var folder = parsed.GetValue(output) ?? Path.Combine(SoundModel.FolderOf(path), Onnx);
            var weights = description.RequiredNetwork is { } variant
                ? await NetworkLoader.LoadWeightsAsync(variant, terminal, cancellationToken).ConfigureAwait(false)
                : null;
            TorchRuntime.Require();
            using var loaded = SoundModel.Load(path);
            var files = OnnxExport.Write(loaded, weights, folder, parsed.GetValue(overwrite));
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(new ExportDocument(loaded.Name!, loaded.Hash!, files), Documents.Readable.ExportDocument));
            else foreach (var file in files) terminal.Out.WriteLine($"{file}  {new FileInfo(file).Length / 1e6:0.0} MB");
            return ExitCodes.Done;
        });
        return command;
    }
}
