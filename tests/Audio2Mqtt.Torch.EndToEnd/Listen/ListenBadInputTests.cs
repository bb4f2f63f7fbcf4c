using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>What cannot be listened to, and configurations that are wrong.</summary>
public class ListenBadInputTests
{
    [ListenFact]
    public async Task A_file_that_is_missing_is_one_line_and_exit_code_2()
    {
        var result = await ListenRun.ToEndAsync(null, null, "--source", "none.wav", "--base");
        Assert.Equal((2, "--source: none.wav: no such file"), (result.ExitCode, Assert.Single(result.ErrorLines)));
    }

    [ListenFact]
    public async Task A_file_that_is_no_sound_is_told_with_exit_code_2()
    {
        using var scratch = new Scratch();
        var result = await ListenRun.ToEndAsync(null, null, "--source", scratch.Write("text.wav", "this is no sound at all"), "--base");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("a2m-torch: ", StringComparison.Ordinal) && line.Contains("text.wav", StringComparison.Ordinal));
    }

    [ListenFact]
    public async Task I_can_check_a_configuration_and_see_what_is_in_it()
    {
        using var scratch = new Scratch();
        scratch.Copy(Shared.Miaow, "miaow.wav");
        var path = scratch.Write("a2m.yaml", """
            sources:
              - {name: kitchen, file: miaow.wav, classes: [Cat, dogs]}
              - {name: yard, url: "rtsp://me:hunter2@camera.invalid/x?token=hunter2", classes: [dogs]}
            sounds:
              dogs: {classes: [Bark, Howl], threshold: 0.6}
            mqtt: {host: broker.invalid, user: me, password: hunter2}
            """);
        var result = await ListenRun.ToEndAsync(null, null, "--config", path, "--check-config", "--base");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(
            [
                "sources: 2", $"  kitchen: {scratch.At("miaow.wav")}, YAMNet 'lite', dogs at 0.6, Cat at 0.7", "  yard: rtsp://camera.invalid/x, YAMNet 'lite', dogs at 0.6",
                $"mqtt: broker.invalid:1883, topics a2m/{Environment.MachineName}", "recording: none",
            ],
            result.OutputLines);
        var printed = await ListenRun.ToEndAsync(null, null, "--config", path, "--print-config", "--base");
        Assert.DoesNotContain("hunter2", printed.Output + printed.Error, StringComparison.Ordinal);
        Assert.Contains(printed.OutputLines, line => line.StartsWith("  host: broker.invalid", StringComparison.Ordinal) && line.EndsWith($"# {path}:6", StringComparison.Ordinal));
        Assert.Contains(printed.OutputLines, line => line.StartsWith("    model: yamnet", StringComparison.Ordinal) && line.EndsWith("# --base", StringComparison.Ordinal));
    }

    [ListenFact]
    public async Task Everything_that_is_wrong_with_a_configuration_is_told_at_once_with_its_lines()
    {
        using var scratch = new Scratch();
        var path = scratch.Write("a2m.yaml", "sources:\n  - name: a\n    file: none.wav\n    hop: 5\nsounds:\n  Cat: 2\nmqtt:\n  prot: 1\n  host: ${NOT_SET}\n");
        var result = await ListenRun.ToEndAsync(null, null, "--config", path, "--check-config");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal([$"{path}:4", $"{path}:6", $"{path}:8", $"{path}:9"], result.ErrorLines.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [ListenFact]
    public async Task A_sound_that_no_model_knows_is_told_with_its_line()
    {
        using var scratch = new Scratch();
        scratch.Copy(Shared.Miaow, "miaow.wav");
        var path = scratch.Write("a2m.yaml", "sources:\n  - name: a\n    file: miaow.wav\n    model: yamnet\nsounds:\n  Caat: 0.5\n");
        foreach (var also in (string[][])[[], ["--check-config"]])
        {
            var result = await ListenRun.ToEndAsync(null, null, ["--config", path, .. also]);
            Assert.Equal((2, $"{path}:6: no sound is called 'Caat': did you mean 'Cat'?"), (result.ExitCode, result.ErrorLines[^1]));
        }
    }

    [ListenFact]
    public async Task Live_without_a_terminal_says_so_and_goes_on()
    {
        var result = await ListenRun.ToEndAsync(null, null, "--source", Shared.Miaow, "--base", "--classes", "Cat", "--threshold", "0.5", "--live");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a2m-torch: --live draws on a terminal, and this is none that can be drawn over: listening goes on without", result.ErrorLines);
        Assert.Contains(result.OutputLines, line => line.Contains("Event detected: Cat", StringComparison.Ordinal));
    }
}
