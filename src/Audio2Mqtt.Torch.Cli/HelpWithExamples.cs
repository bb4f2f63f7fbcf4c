using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Audio2Mqtt.Torch.Cli;

/// <summary>The usual help, and below it what people type.</summary>
/// <param name="help">The usual help.</param>
/// <param name="isTerminal">Whether a person looks at it: then it is as wide as the terminal, else 80 columns.</param>
internal sealed class HelpWithExamples(HelpAction help, bool isTerminal) : SynchronousCommandLineAction
{
    private const int ColumnsOfPages = 80;

    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["a2m-torch"] =
        [
            "a2m-torch demo",
            "a2m-torch classify clip.mp3",
            "a2m-torch train --augment",
            "a2m-torch listen --microphone --live",
        ],
        ["classify"] =
        [
            "a2m-torch classify clip.mp3",
            "a2m-torch classify recordings/ --recursive --jsonl > tags.jsonl",
            "a2m-torch classify night.flac --start 1:30 --duration 10 --classes 'dog*'",
            "a2m-torch classify night.flac --audacity --threshold 0.4 > labels.txt",
            "a2m-torch classify recordings/ --custom models/doorbell",
            "ffmpeg -i video.mkv -f wav - | a2m-torch classify -",
        ],
        ["evaluate"] =
        [
            "a2m-torch evaluate recordings-it-does-not-know",
            "a2m-torch evaluate models/doorbell held-out --noise white,pink --snr 20,10",
            "a2m-torch evaluate models/doorbell held-out --report doorbell.html",
            "a2m-torch evaluate held-out --target-precision 0.99 --store-thresholds",
        ],
        ["demo"] = ["a2m-torch demo", "a2m-torch demo --spectrum --seconds 10 --json", "a2m-torch demo --keep kept"],
        ["listen"] =
        [
            "a2m-torch listen --microphone --live",
            "a2m-torch listen --microphone --base --classes Doorbell --classes 'dog*'",
            "a2m-torch listen --microphone --mqtt-host homeassistant.local",
            "a2m-torch listen --source 'rtsp://viewer:${CAMERA_PASSWORD}@camera.local/1'",
            "a2m-torch listen --config a2m.yaml --check-config",
            "a2m-torch listen --config a2m.yaml --source yard=night.flac --no-mqtt",
        ],
        ["devices"] = ["a2m-torch devices", "a2m-torch devices --json"],
        ["record"] =
        [
            "a2m-torch record training --class doorbell --microphone --seconds 3",
            "a2m-torch record night --microphone --seconds 60 --count 4",
        ],
        ["slice"] =
        [
            "a2m-torch slice night.wav --labels night.labels.json training --dry-run",
            "a2m-torch slice night.flac --labels 'Label Track.txt' training --format flac",
        ],
        ["background"] =
        [
            "a2m-torch background synthetic training/background",
            "a2m-torch background extract night.flac training/background",
        ],
        ["synthetic"] = ["a2m-torch background synthetic training/background --num-samples 5"],
        ["extract"] =
        [
            "a2m-torch background extract night.flac training/background",
            "a2m-torch background extract recordings/ training/background --duration 5",
            "a2m-torch background extract night.flac training/rest --avoid models/default",
        ],
        ["inspect"] =
        [
            "a2m-torch inspect clip.mp3",
            "a2m-torch inspect night.flac --start 1:30 --duration 60 --html night.html",
            "a2m-torch inspect bell.wav --html bell.html --low 300 --high 4000",
            "a2m-torch inspect training --html training.html",
        ],
        ["convert"] =
        [
            "a2m-torch convert recordings/ training/dog --trim --normalize peak",
            "a2m-torch convert beeps.m4a training/alarm --split-silence --top-db 30",
            "a2m-torch convert hall.wav clean.wav --denoise --noise-from 2.5-4",
        ],
        ["export"] = ["a2m-torch export models/doorbell --output onnx/"],
        ["train"] =
        [
            "a2m-torch train --epochs 50 --augment",
            "a2m-torch train recordings models/house --augment --folds 5",
            "a2m-torch train recordings --dry-run",
            "a2m-torch train birds models/birds --augment --noise forest --fine-tune last:2",
        ],
        ["weights"] = ["a2m-torch weights info --json", "a2m-torch weights install"],
        ["install"] = ["a2m-torch weights install float --from yamnet.h5"],
        ["verify"] = ["a2m-torch weights verify"],
        ["info"] = ["a2m-torch weights info --json"],
        ["doctor"] = ["a2m-torch doctor --json"],
        ["completion"] =
        [
            "source <(a2m-torch completion bash)",
            "a2m-torch completion fish | source",
        ],
        ["man"] = ["a2m-torch man | man -l -", "a2m-torch man > a2m-torch.1"],
    };

    /// <summary>What people type of a command; empty where there is nothing to show.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => Examples.GetValueOrDefault(command is RootCommand ? "a2m-torch" : command.Name, []);

    public override int Invoke(ParseResult parseResult)
    {
        if (!isTerminal) help.MaxWidth = ColumnsOfPages;
        var code = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var lines = ExamplesOf(command);
        if (lines.Count == 0) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var line in lines) output.WriteLine($"  {line}");
        output.WriteLine();
        return code;
    }
}
