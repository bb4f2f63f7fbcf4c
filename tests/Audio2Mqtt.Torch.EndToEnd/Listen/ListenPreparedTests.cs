using System.Globalization;
using System.Text.Json.Nodes;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary><c>--denoise</c> and <c>--trim</c> of <c>listen</c>.</summary>
public class ListenPreparedTests
{
    [ListenFact]
    public async Task A_model_that_I_trained_with_denoise_hears_my_recording_and_my_pipe_without_their_noise()
    {
        using var scene = new TrainScene();
        var trained = await scene.Train("m", "--denoise", "--window", "0.5");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Sounds.BeepsInNoise(scene.At("yard.wav"), 2100, seconds: 12);
        string[] wanted = ["--custom", "m", "--classes", "beep", "--threshold", "0.5", "--smoothing", "1", "--energy-threshold", "off", "--jsonl", "-"];
        var disk = await ListenRun.ToEndAsync(null, scene.Folder, ["--source", "a=yard.wav", .. wanted]);
        using var piped = await ListenRun.StartAsync(null, scene.Folder, ["--source", "a=-", .. wanted]);
        await piped.GiveAsync(await File.ReadAllBytesAsync(scene.At("yard.wav")));
        piped.CloseInput();
        var pipe = await piped.EndAsync();
        Assert.True(disk.ExitCode == 0, disk.Error);
        Assert.Contains("  Sound: denoised", disk.ErrorLines);
        Assert.DoesNotContain("warning", disk.Error, StringComparison.Ordinal);
        var starts = Starts(disk);
        Assert.Equal(4, starts.Length);
        for (var k = 1; k < 4; k++) Assert.InRange((starts[k] - starts[k - 1]).TotalSeconds, 2.5, 3.5); // by two hops of 0.25 s
        Assert.Equal(WithoutWallTime(disk), WithoutWallTime(pipe));

        // With the noise in it, it is not what the model learnt.
        var noisy = await ListenRun.ToEndAsync(null, scene.Folder, ["--source", "a=yard.wav", .. wanted, "--denoise", "false"]);
        Assert.Equal(0, noisy.ExitCode);
        Assert.Contains("a2m-torch: warning: a: the model m was trained on recordings denoised; here sound is as it is, and it may hear worse", noisy.ErrorLines);
        Assert.NotEqual(WithoutWallTime(disk), WithoutWallTime(noisy));
    }

    [ListenFact]
    public async Task I_can_have_silence_passed_over_and_see_it_in_what_holds()
    {
        using var scratch = new Scratch();
        HandMadeModel.OfSpectra(scratch.At("models/pitch"));
        Sounds.LateTone(scratch.At("late.wav"), 1000);
        string[] wanted = ["--source", "late.wav", "--custom", "models/pitch", "--energy-threshold", "off", "--trim", "--top-db", "12.5"];
        var check = await ListenRun.ToEndAsync(null, scratch.Folder, [.. wanted, "--check-config"]);
        Assert.Equal((0, "a2m-torch: warning: late: the model pitch was trained on recordings as they are; here sound is trimmed (12.5 dB), and it may hear worse"), (check.ExitCode, check.Error.TrimEnd()));
        Assert.Equal("  late: late.wav, the model pitch, trimmed (12.5 dB), cat at 0.25", check.OutputLines[1]);
        var printed = await ListenRun.ToEndAsync(null, scratch.Folder, [.. wanted, "--print-config"]);
        Assert.Contains(printed.OutputLines, line => line.StartsWith("    top_db: 12.5 ", StringComparison.Ordinal) && line.EndsWith("# --top-db", StringComparison.Ordinal));
        Assert.Contains("    # denoise: as the model was trained, else false", printed.OutputLines);
        var result = await ListenRun.ToEndAsync(null, scratch.Folder, wanted);
        Assert.Contains("  Sound: trimmed (12.5 dB)", result.ErrorLines);
    }

    [ListenTheory]
    [InlineData("--top-db: is for --trim, and no source is trimmed", "--top-db", "30")]
    [InlineData("--top-db: is for --trim, and no source is trimmed", "--top-db", "30", "--trim", "false")]
    [InlineData("--top-db: '0' is not a number from 1 to 120.", "--trim", "--top-db", "0")]
    public async Task What_fits_no_source_is_told_with_exit_code_2(string message, params string[] options)
    {
        var result = await ListenRun.ToEndAsync(null, null, ["--source", Shared.Miaow, "--base", .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static DateTimeOffset[] Starts(ProgramResult result) =>
        [.. Events(result).Where(one => (string)one["phase"]! == "start").Select(one => DateTimeOffset.Parse((string)one["start"]!, CultureInfo.InvariantCulture))];

    private static JsonObject[] Events(ProgramResult result) => [.. result.OutputLines.Select(line => JsonNode.Parse(line)!.AsObject())];

    private static string[] WithoutWallTime(ProgramResult result)
    {
        var events = Events(result);
        foreach (var one in events)
            foreach (var name in (string[])["id", "start", "end"]) one.Remove(name);
        return [.. events.Select(one => one.ToJsonString())];
    }
}
