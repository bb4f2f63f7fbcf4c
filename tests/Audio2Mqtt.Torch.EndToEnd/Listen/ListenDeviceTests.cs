using System.Diagnostics;
using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Streaming;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>The program with a real sound server, which plays a real cat.</summary>
[Collection(PulseTests.Name)]
public class ListenDeviceTests
{
    [SoundServerTheory]
    [InlineData("loopback", "the loopback of the default output")]
    [InlineData("microphone", "the default microphone", "--microphone")]
    [InlineData(PulseServer.Microphone, "", "--device", PulseServer.Microphone)]
    public async Task A_device_hears_a_cat_until_I_say_stop(string name, string description, params string[] device)
    {
        using var server = new PulseServer();
        using var run = await ListenRun.StartAsync(null, null, [.. device, "--base", "--classes", "Cat", "--threshold", "0.5"]);
        Assert.StartsWith($"Listening to: {name} ({description}", await run.MessageAsync("Listening to: "), StringComparison.Ordinal);
        await run.MessageAsync($"{name}: online");
        await server.Play(Shared.Miaow);
        await run.ResultAsync("Event detected: Cat (confidence: ");
        var watch = Stopwatch.StartNew();
        run.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"it took {watch.Elapsed.TotalSeconds:0.00} s");
    }

    [SoundServerFact]
    public async Task A_microphone_in_a_noisy_room_hears_by_a_model_that_learnt_without_noise()
    {
        using var server = new PulseServer();
        using var scene = new TrainScene();

        // The sound server resamples: the highest bands come weaker out of it than the model would have learnt them.
        Assert.Equal(0, (await scene.Train("m", "--denoise", "--window", "0.5", "--high", "6000")).ExitCode);
        Sounds.BeepsInNoise(scene.At("yard.wav"), 2100, seconds: 12);
        using var run = await ListenRun.StartAsync(
            null, scene.Folder, "--microphone", "--custom", "m", "--classes", "beep", "--threshold", "0.5", "--smoothing", "1", "--debounce", "0", "--jsonl", "-");
        Assert.Equal("  Sound: denoised; its first five seconds are judged together", await run.MessageAsync("  Sound: "));
        await run.MessageAsync("microphone: online");
        await server.Play(scene.At("yard.wav"));
        run.Signal(PosixSignal.SIGTERM);
        var result = await run.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  Skipped (silent): ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Dropped", result.Error, StringComparison.Ordinal);

        // Four beeps; the noise before and after them is none.
        Assert.InRange(result.OutputLines.Count(line => line.Contains("\"phase\":\"start\"", StringComparison.Ordinal)), 3, 5);
    }

    [SoundServerFact]
    public async Task A_device_that_is_not_here_is_told_with_those_that_are_and_one_of_a_configuration_is_waited_for()
    {
        using var server = new PulseServer();
        using var scratch = new Scratch();
        var result = await ListenRun.ToEndAsync(null, null, "--device", "Trumpet", "--base");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"no device has 'Trumpet' in its name; there are 0 ", result.ErrorLines[^1], StringComparison.Ordinal);
        var listed = await ListenRun.ToEndAsync(null, null, "--list");
        Assert.Contains(listed.OutputLines, line => line.Contains(PulseServer.Monitor, StringComparison.Ordinal) && line.Contains("loopback", StringComparison.Ordinal));

        using var run = await ListenRun.StartAsync(null, null, "--config", scratch.Write("a2m.yaml", "sources: [{name: stage, device: Trumpet}]"), "--base");
        await run.MessageAsync("stage: offline");
        run.Signal(PosixSignal.SIGINT);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }
}
