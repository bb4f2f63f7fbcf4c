using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary>Ctrl-C at any time.</summary>
public sealed class TrainInterruptTests : IDisposable
{
    private readonly TrainScene scene = new(clips: 4);

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Control_C_while_recordings_are_read_writes_nothing()
    {
        if (OperatingSystem.IsWindows()) return; // no signals to send there
        Sounds.Hours(scene.At("training/background/night.wav"), hours: 10);
        using var run = scene.Start("train", "training", "m", "--embedding", "spectrum", "--piece-seconds", "60");
        await Embedded(1);
        run.PressControlC();
        var result = await run.End();
        Assert.Equal((130, ""), (result.ExitCode, result.Output));
        Assert.Equal(["a2m-torch: interrupted before there was a model to keep; what was embedded so far is kept for the next training"], result.ErrorLines);
        Assert.Equal(["cache", "training"], Directory.GetFileSystemEntries(scene.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Control_C_while_the_head_is_trained_keeps_the_best_so_far()
    {
        if (OperatingSystem.IsWindows()) return; // no signals to send there
        using var run = scene.Start("train", "training", "m", "--embedding", "spectrum", "--epochs", "100000");
        await Embedded(12);

        // An epoch takes about a millisecond: after two seconds of work there are many, and far more are left.
        await run.Computes(TimeSpan.FromSeconds(2));
        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("a2m-torch: interrupted: the best so far is kept, epoch ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        var heard = await scene.Run("classify", "training/beep/0x.wav", "--custom", "m", "--csv", "--top-k", "1");
        Assert.Contains(",beep,", heard.OutputLines[1], StringComparison.Ordinal);
    }

    // Waits until so many clips lie in the cache.
    private async Task Embedded(int clips)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Directory.Exists(scene.At("cache")) || Directory.GetFiles(scene.At("cache"), "*.emb", SearchOption.AllDirectories).Length < clips)
            await Task.Delay(10, timeout.Token);
    }
}
