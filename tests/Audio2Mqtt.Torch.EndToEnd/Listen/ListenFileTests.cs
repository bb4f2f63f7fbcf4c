using System.Diagnostics;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>Recordings in place of a microphone.</summary>
public class ListenFileTests
{
    /// <summary>Scores differ in the last bits from machine to machine; an event moves by whole hops or not at all.</summary>
    private const double ScoreTolerance = 0.02;

    // Everything that decides is given, so that a better default changes nothing here.
    private static readonly string[] Wanted =
        ["--base", "--classes", "Cat", "--threshold", "0.5", "--release", "0.25", "--smoothing", "2", "--confirm", "1/1", "--jsonl", "-"];

    [ListenFact]
    public async Task I_can_hear_a_cat_in_a_recording_and_read_it_as_JSON()
    {
        var result = await ListenRun.ToEndAsync(null, null, ["--source", Shared.Miaow, .. Wanted]);
        Assert.Equal(0, result.ExitCode);
        var events = result.OutputLines.Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal("start", (string)events[0]["phase"]!);
        var end = Assert.Single(events, one => (string)one["phase"]! == "end");
        Assert.All(events, one => Assert.Equal(("Cat", "miaow_16k", "yamnet-lite"), ((string)one["event_type"]!, (string)one["source"]!, (string)one["model"]!["name"]!)));
        Assert.Single(events.Select(one => (string)one["id"]!).Distinct());

        // The reference's scores of the same patches: 0.77 for the first two, 0.96 at best; the cat is heard to the end, 5.9 s.
        Assert.InRange((double)events[0]["confidence"]!, 0.77 - ScoreTolerance, 0.77 + ScoreTolerance);
        Assert.InRange((double)end["peak_confidence"]!, 0.96 - ScoreTolerance, 0.96 + ScoreTolerance);
        Assert.InRange((double)end["duration"]!, 5.4, 6.6);
        string[] words = ["Listening to: miaow_16k", "Sample rate: 16000 Hz", "Press Ctrl+C to stop", "Statistics:", "  Total chunks: 13", "  Processed chunks: 13", "  Skipped (silent): 0", "  Total detections: 1", "Goodbye!"];
        Assert.All(words, word => Assert.Contains(result.ErrorLines, line => line.StartsWith(word, StringComparison.Ordinal)));
    }

    [ListenFact]
    public async Task A_recording_says_the_same_at_its_own_pace_and_through_a_pipe_as_from_the_disk()
    {
        var disk = await ListenRun.ToEndAsync(null, null, ["--source", $"a={Shared.Miaow}", .. Wanted]);
        var paced = await ListenRun.ToEndAsync(null, null, ["--source", $"a={Shared.Miaow}", "--realtime", .. Wanted]);
        using var piped = await ListenRun.StartAsync(null, null, ["--source", "a=-", .. Wanted]);
        await piped.GiveAsync(await File.ReadAllBytesAsync(Shared.Miaow));
        piped.CloseInput();
        var pipe = await piped.EndAsync();
        Assert.NotEmpty(disk.OutputLines);
        Assert.Equal(WithoutWallTime(disk), WithoutWallTime(paced));
        Assert.Equal(WithoutWallTime(disk), WithoutWallTime(pipe));
    }

    [ListenFact]
    public async Task Lines_for_people_are_audio2mqtts()
    {
        var result = await ListenRun.ToEndAsync(null, null, "--source", Shared.Miaow, "--base", "--classes", "Cat", "--threshold", "0.5", "--verbose");
        Assert.Matches(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] Event detected: Cat \(confidence: 0\.7\d\)$", result.OutputLines[0]);
        Assert.Contains(result.ErrorLines, line => line.Contains("Audio detected (energy: -", StringComparison.Ordinal));
    }

    [ListenFact]
    public async Task What_is_too_quiet_is_counted_and_costs_nothing()
    {
        var result = await ListenRun.ToEndAsync(null, null, "--source", Shared.Miaow, "--base", "--energy-threshold", "-5");
        Assert.Contains("  Skipped (silent): 13", result.ErrorLines);
        Assert.Contains("  Processed chunks: 0", result.ErrorLines);
    }

    [ListenFact]
    public async Task Live_draws_level_and_classes_on_a_terminal()
    {
        // script(1) gives the program a terminal.
        var program = Path.Combine(ProgramRun.ProgramFolder, "a2m-torch");
        var start = new ProcessStartInfo("script", ["-qec", $"{program} listen --source '{Shared.Miaow}' --realtime --base --classes Cat --threshold 0.5 --live", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (await InstalledWeights.Folder is { } weights) start.Environment["A2M_WEIGHTS"] = weights;
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var text = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, process.ExitCode);

        // Drawn over itself for 6.7 s, ten times a second at most; patches come twice a second.
        Assert.InRange(text.Split("\u001b[0J").Length - 1, 8, 80);
        Assert.Contains("Event detected: Cat", text, StringComparison.Ordinal);
        Assert.Contains("now: Cat 0:0", text, StringComparison.Ordinal);
        Assert.EndsWith("Goodbye!", text.TrimEnd(), StringComparison.Ordinal);
    }

    [ListenFact]
    public async Task Clips_of_events_are_kept_on_the_disk()
    {
        using var scratch = new Scratch();
        var result = await ListenRun.ToEndAsync(null, scratch.Folder, "--source", Shared.Miaow, "--base", "--classes", "Cat", "--threshold", "0.5", "--clip-dir", "clips", "--jsonl", "events.jsonl");
        Assert.Equal(0, result.ExitCode);
        var clip = (string)JsonNode.Parse(File.ReadLines(scratch.At("events.jsonl")).First())!["clip"]!;
        Assert.Equal("fLaC"u8.ToArray(), File.ReadAllBytes(scratch.At(clip))[..4]);
    }

    [ListenFact]
    public async Task Two_recordings_are_heard_by_two_models_from_one_file()
    {
        using var scratch = new Scratch();
        HandMadeModel.OfSpectra(scratch.At("models/pitch"));
        scratch.Copy(Shared.Miaow, "miaow.wav");
        scratch.Write("a2m.yaml", """
            sources:
              - {name: kitchen, file: miaow.wav, model: yamnet, classes: [Cat], threshold: 0.5}
              - {name: yard, file: miaow.wav, model: models/pitch, energy_threshold: off, sounds: {cat: 0.1}}
            listen: {jsonl: events.jsonl}
            """);
        var result = await ListenRun.ToEndAsync(null, null, "--config", scratch.At("a2m.yaml"));
        Assert.True(result.ExitCode == 0, result.Error);
        var events = File.ReadLines(scratch.At("events.jsonl")).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(
            [("kitchen", "Cat", "yamnet-lite"), ("yard", "cat", "pitch")],
            events.Select(one => ((string)one["source"]!, (string)one["event_type"]!, (string)one["model"]!["name"]!)).Distinct().Order());
        Assert.Contains("Statistics of yard:", result.ErrorLines);
    }

    // Ids and times hold the moment of the run, and a float's last bits are the same wherever the samples come from.
    private static string[] WithoutWallTime(ProgramResult result)
    {
        Assert.Equal(0, result.ExitCode);
        return [.. result.OutputLines.Select(line =>
        {
            var document = JsonNode.Parse(line)!.AsObject();
            foreach (var name in (string[])["id", "start", "end"]) document.Remove(name);
            return document.ToJsonString();
        })];
    }
}
