using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class BackgroundTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task I_can_make_a_class_of_background_and_nothing_of_mine_is_replaced()
    {
        string[] command = ["background", "synthetic", scratch.At("training/background"), "--num-samples", "2", "--duration", "1.5"];
        var plan = await ProgramRun.ToEndWith(null, [.. command, "--dry-run"]);
        Assert.Equal(0, plan.ExitCode);
        Assert.False(Directory.Exists(scratch.At("training")));

        var result = await ProgramRun.ToEndWith(null, command);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["white", "pink", "brown", "silence"], result.OutputLines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Equal([$"a2m-torch: 8 files written to {scratch.At("training/background")}"], result.ErrorLines);
        string[] names = ["brown_noise_000", "brown_noise_001", "pink_noise_000", "pink_noise_001", "silence_000", "silence_001", "white_noise_000", "white_noise_001"];
        Assert.Equal(names, Directory.GetFiles(scratch.At("training/background")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

        // 44 bytes of header, 16 bits, 16 kHz.
        Assert.All(names, name => Assert.Equal(44 + (2 * 24_000), new FileInfo(scratch.At($"training/background/{name}.wav")).Length));

        foreach (var mode in (string[])["--json", "--dry-run"])
        {
            var again = await ProgramRun.ToEndWith(null, [.. command, mode]);
            Assert.Equal((2, ""), (again.ExitCode, again.Output));
            Assert.Contains("exists, and 7 more: add --overwrite to replace", Assert.Single(again.ErrorLines), StringComparison.Ordinal);
        }

        var json = await ProgramRun.ToEndWith(null, [.. command, "--overwrite", "--json"]);
        Assert.Equal(0, json.ExitCode);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(["version", "folder", "duration", "seed", "dry_run", "interrupted", "files"], document.RootElement.EnumerateObject().Select(member => member.Name));
        var file = document.RootElement.GetProperty("files")[0];
        Assert.Equal(["path", "kind", "level_dbfs"], file.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task I_can_cut_background_out_of_my_recordings_and_one_broken_file_does_not_stop_it()
    {
        for (var k = 0; k < 4; k++) Sounds.Noise(scratch.At($"night/{k}.wav"), k);
        Sounds.Silence(scratch.At("night/silent.wav"));
        string[] command = ["background", "extract", scratch.At("night"), scratch.At("out"), "--num-segments", "6", "--duration", "0.9"];
        var result = await ProgramRun.ToEndWith(null, command);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("a2m-torch: 6 segments written to", StringComparison.Ordinal));
        Assert.Equal(6, Directory.GetFiles(scratch.At("out"), "*_at_00h00m0*.wav").Length);

        scratch.Write("night/broken.wav", "no sound");
        var json = await ProgramRun.ToEndWith(null, [.. command, "--overwrite", "--json"]);
        Assert.Equal(1, json.ExitCode);
        Assert.Contains(json.ErrorLines, line => line.Contains("broken.wav: is not audio", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(json.Output);
        var root = document.RootElement;
        Assert.Equal(
            ["version", "audio", "folder", "duration", "seed", "wanted", "interrupted", "segments", "refused", "failed"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["path", "source", "start", "end", "level_dbfs"], root.GetProperty("segments")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["silent", "avoided"], root.GetProperty("refused").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["path", "error"], root.GetProperty("failed")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task I_can_leave_out_what_my_model_hears()
    {
        // The hand-made model calls "cat" what is louder in the upper half of the spectrum than in the mean: here, what is no tone at 300 Hz.
        HandMadeModel.OfSpectra(scratch.At("model"));
        Sounds.Noise(scratch.At("noise.wav"), 1);
        var result = await ProgramRun.ToEndWith(null, "background", "extract", scratch.At("noise.wav"), scratch.At("out"), "--avoid", scratch.At("model"), "--threshold", "0", "--num-segments", "2", "--duration", "0.5");
        Assert.Equal(1, result.ExitCode);
        Assert.False(Directory.Exists(scratch.At("out")));
        Assert.Contains("with 'cat'; 2 fewer than wanted", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such file", "extract", "none.wav", "out")]
    [InlineData("no recording of at least 30 s", "extract", "noise.wav", "out", "--duration", "30")]
    [InlineData("is no model's folder", "extract", "noise.wav", "out", "--avoid", "nothing")]
    [InlineData("--threshold is for --avoid MODEL", "extract", "noise.wav", "out", "--threshold", "0.5")]
    [InlineData("--num-samples: '0' is not a whole number from 1 to 10000", "synthetic", "out", "--num-samples", "0")]
    [InlineData("OUT is empty: name a file or a folder", "synthetic", "")]
    [InlineData("AUDIO is empty: name a file or a folder", "extract", "", "out")]
    [InlineData("noise.wav: is a file: name a folder", "synthetic", "noise.wav")]
    [InlineData("noise.wav: is a file: name a folder", "extract", "noise.wav", "noise.wav")]
    [InlineData("'--nun-samples' is not an option of background synthetic", "synthetic", "--nun-samples")]
    public async Task What_cannot_be_is_one_line(string expected, params string[] arguments)
    {
        Sounds.Noise(scratch.At("noise.wav"), 1);
        string[] placed = [.. arguments.Select(argument => argument is "none.wav" or "noise.wav" or "out" ? scratch.At(argument) : argument)];
        var result = await ProgramRun.ToEndWith(null, ["background", .. placed]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
