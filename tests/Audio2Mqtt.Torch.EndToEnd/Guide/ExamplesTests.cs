using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.Training.Demonstration;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>The examples at the end of every help, typed.</summary>
public sealed partial class ExamplesTests : IDisposable
{
    // What begins like this is not typed here, and why.
    private static readonly Dictionary<string, string> NotTyped = new()
    {
        ["a2m-torch demo"] = "it listens in real time; DemoTests run it",
        ["a2m-torch devices"] = "it needs a sound server; DevicesTests run it",
        ["a2m-torch weights install"] = "it changes weights that other tests read; WeightsTests run it",
        ["a2m-torch listen --microphone --mqtt-host"] = "it needs a broker; GuideTests run it",
        ["a2m-torch listen --source 'rtsp://"] = "it needs a camera; UrlCaptureTests run it",
        ["a2m-torch completion fish | source"] = "it is for another shell; CompletionTests run it",
    };

    private readonly GuideScene scene = new();

    public void Dispose() => scene.Dispose();

    [GuideFact]
    public async Task Every_example_of_every_help_does_something()
    {
        await PrepareAsync();
        var examples = await ExamplesAsync();
        foreach (var example in examples.Where(example => !NotTyped.Keys.Any(example.StartsWith)))
            await scene.TypeAsync(scene.WithoutMicrophone(Again().IsMatch(example) ? $"{example} --overwrite" : example));

        Assert.All(NotTyped.Keys, beginning => Assert.Contains(examples, example => example.StartsWith(beginning, StringComparison.Ordinal)));
        string[] written = ["tags.jsonl", "labels.txt", "doorbell.html", "night.html", "bell.html", "training.html", "clean.wav", "onnx/waveform.onnx", "a2m-torch.1"];
        Assert.All(written, name => Assert.True(new FileInfo(scene.At(name)).Length > 0, name));
        Assert.Equal(4, Directory.GetFiles(scene.At("night"), "*.wav").Length);
    }

    // What the examples take to be there: recordings, labels, a configuration, and models of the recordings.
    private async Task PrepareAsync()
    {
        foreach (var folder in (string[])["training", "recordings", "recordings-it-does-not-know", "held-out", "birds", "forest"])
            for (var i = 0; i < 6; i++)
            {
                GuideScene.Write(scene.At($"{folder}/doorbell/ring{i}.wav"), [DemoSounds.Clip("doorbell", 100 + i)]);
                GuideScene.Write(scene.At($"{folder}/background/room{i}.wav"), [DemoSounds.Clip("background", 100 + i)]);
            }

        foreach (var name in (string[])["clip.mp3", "bell.wav", "hall.wav", "video.mkv"]) // what they are, their content tells
            Write(name, DemoSounds.Clip("background", 1), DemoSounds.Clip("doorbell", 2), DemoSounds.Clip("background", 3));
        Write("beeps.m4a", DemoSounds.Clip("alarm", 1), new float[16_000], DemoSounds.Clip("alarm", 2));
        foreach (var name in (string[])["night.flac", "night.wav", "recordings/night.wav"]) File.Copy(scene.Sound("background"), scene.At(name));
        File.WriteAllText(scene.At("night.labels.json"), """{"00:00": "room", "00:20": null}""");
        File.WriteAllText(scene.At("Label Track.txt"), "2.0\t4.0\troom\n");
        File.WriteAllText(scene.At("a2m.yaml"), "sources:\n  - name: yard\n    microphone: true\n");
        foreach (var model in (string[])["default", "doorbell"]) await scene.TypeAsync($"a2m-torch train training models/{model}");
    }

    private void Write(string name, params float[][] parts)
    {
        GuideScene.Write(scene.At("any.wav"), parts);
        File.Move(scene.At("any.wav"), scene.At(name));
    }

    private static async Task<IReadOnlyList<string>> ExamplesAsync()
    {
        var examples = new List<string>();
        var lines = new Queue<string[]>([[]]);
        while (lines.TryDequeue(out var line))
        {
            var help = (await ProgramRun.ToEnd([.. line, "--help"])).Output.ReplaceLineEndings("\n");
            var parts = help.Split("Examples:\n");
            examples.AddRange(parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            if (parts[0].Split("\nCommands:\n") is [_, var commands])
                foreach (Match command in Listed().Matches(commands)) lines.Enqueue([.. line, command.Groups[1].Value]);
        }

        return [.. examples.Distinct()];
    }

    // Two examples of a command would write the same files.
    [GeneratedRegex("^a2m-torch (train|background) ")]
    private static partial Regex Again();

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
