using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class ConvertTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task I_can_convert_a_folder_tree_and_one_broken_file_does_not_stop_it()
    {
        Sounds.Tone(scratch.At("in/bell/a.wav"), 500);
        Sounds.Noise(scratch.At("in/rain/b.wav"), 1);
        string[] command = ["convert", scratch.At("in"), scratch.At("out"), "--format", "flac", "--normalize", "peak"];
        var plan = await ProgramRun.ToEndWith(null, [.. command, "--dry-run"]);
        Assert.Equal(0, plan.ExitCode);
        Assert.Equal($"{scratch.At("in/bell/a.wav")} -> {scratch.At("out/bell/a.flac")}", plan.OutputLines[0]);
        Assert.False(Directory.Exists(scratch.At("out")));

        var result = await ProgramRun.ToEndWith(null, command);
        Assert.Equal((0, "a2m-torch: 2 files written, 4.0 s"), (result.ExitCode, Assert.Single(result.ErrorLines)));
        Assert.Equal([scratch.At("out/bell/a.flac"), scratch.At("out/rain/b.flac")], result.OutputLines);

        scratch.Write("in/broken.wav", "no sound");
        var planned = await ProgramRun.ToEndWith(null, [.. command, "--dry-run"]);
        Assert.Equal((1, "a2m-torch: 0 files would be converted; 2 passed over because they exist (--overwrite replaces); 1 failed"), (planned.ExitCode, planned.ErrorLines[^1]));
        var again = await ProgramRun.ToEndWith(null, [.. command, "--json"]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(again.ErrorLines, line => line.Contains("broken.wav: is not audio", StringComparison.Ordinal));
        Assert.Equal("a2m-torch: 0 files written, 0.0 s; 2 passed over because they exist (--overwrite replaces); 1 failed", again.ErrorLines[^1]);
        using var document = JsonDocument.Parse(again.Output);
        Assert.Equal(["version", "in", "out", "dry_run", "interrupted", "sources"], document.RootElement.EnumerateObject().Select(member => member.Name));
        var sources = document.RootElement.GetProperty("sources").EnumerateArray().ToArray();
        Assert.All(sources, source => Assert.Equal(["path", "target", "state", "files", "error", "warnings"], source.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(["skipped", "failed", "skipped"], sources.Select(source => source.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task I_can_clean_and_cut_a_recording_on_its_way()
    {
        // Two seconds of a tone over faint noise.
        Sounds.Tone(scratch.At("beep.wav"), 1000);
        var result = await ProgramRun.ToEndWith(
            null, "convert", scratch.At("beep.wav"), scratch.At("parts"), "--denoise", "--split-silence", "--top-db", "30", "--normalize", "loudness", "--json");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var file = Assert.Single(Assert.Single(document.RootElement.GetProperty("sources").EnumerateArray()).GetProperty("files").EnumerateArray());
        Assert.Equal(["path", "start", "end", "gain_db"], file.EnumerateObject().Select(member => member.Name));
        Assert.Equal(scratch.At("parts/beep_at_00h00m00s000.wav"), file.GetProperty("path").GetString());
        Assert.True(File.Exists(scratch.At("parts/beep_at_00h00m00s000.wav")));
    }

    [Theory]
    [InlineData("none.wav: no such file", "none.wav", "out")]
    [InlineData("IN is empty: name a file or a folder", "", "out")]
    [InlineData("OUT is empty: name a file or a folder", "beep.wav", "")]
    [InlineData("would be converted onto itself", "beep.wav", "beep.wav")]
    [InlineData("--trim and --split-silence exclude each other", "beep.wav", "out", "--trim", "--split-silence")]
    [InlineData("--top-db is for --trim or --split-silence", "beep.wav", "out", "--top-db", "30")]
    [InlineData("--noise-from is for --denoise", "beep.wav", "out", "--noise-from", "1-2")]
    [InlineData("'2-1' ends before it begins", "beep.wav", "out", "--denoise", "--noise-from", "2-1")]
    [InlineData("'hum' is no file and no stretch such as 2.5-4", "beep.wav", "out", "--denoise", "--noise-from", "hum")]
    [InlineData("has no noise at 0:05.000", "beep.wav", "out", "--denoise", "--noise-from", "5-6")]
    [InlineData("--normalize: 'rms' is not peak or loudness", "beep.wav", "out", "--normalize", "rms")]
    public async Task What_cannot_be_is_told_and_is_exit_code_2(string expected, params string[] arguments)
    {
        Sounds.Tone(scratch.At("beep.wav"), 1000);
        string[] placed = [.. arguments.Select(argument => argument is "none.wav" or "beep.wav" or "out" ? scratch.At(argument) : argument)];
        var result = await ProgramRun.ToEndWith(null, ["convert", .. placed]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.At("out/beep.wav")));
    }

    [Fact]
    public async Task Control_C_leaves_no_half_file()
    {
        if (OperatingSystem.IsWindows()) return; // no signals to send there

        // The short one is done at once, ten hours at 8 bits take long.
        Sounds.Tone(scratch.At("in/a.wav"), 500);
        Sounds.Hours(scratch.At("in/b.wav"), 10);
        using var run = ProgramRun.Start(null, "convert", scratch.At("in"), scratch.At("out"), "--json");
        run.CloseInput();
        using (var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
        {
            while (!File.Exists(scratch.At("out/a.wav"))) await Task.Delay(10, timeout.Token);
        }

        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        Assert.True(document.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal([scratch.At("out/a.wav")], Directory.GetFiles(scratch.At("out"), "*", new EnumerationOptions { AttributesToSkip = 0 }));
    }
}
