using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class SliceTests : IDisposable
{
    private const int Rate = 8_000;
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task I_can_cut_my_labelled_recording_into_class_folders()
    {
        var recording = Recording("long night.wav", seconds: 10);
        scratch.Write("track.txt", "0\t4\tbackground\n4\t6.5\tTür/laut\n");
        var result = await ProgramRun.ToEndWith(null, "slice", recording, "--labels", scratch.At("track.txt"), scratch.At("out"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["# label       files  seconds", "  Tür/laut        1      2.5", "  background      1      4.0"], result.OutputLines);
        Assert.Equal([$"a2m-torch: 2 files written to {scratch.At("out")}"], result.ErrorLines);

        // A WAV file's samples stand behind 44 bytes of header; two bytes each.
        var whole = await File.ReadAllBytesAsync(recording);
        var door = await File.ReadAllBytesAsync(scratch.At("out/Tür_laut/long night_at_00h00m04s000.wav"));
        Assert.Equal(whole[(44 + (4 * Rate * 2))..(44 + (int)(6.5 * Rate * 2))], door[^(int)(2.5 * Rate * 2)..]);
    }

    [Fact]
    public async Task I_can_see_first_what_would_be_written_and_nothing_of_mine_is_replaced()
    {
        var recording = Recording("night.wav", seconds: 10);
        scratch.Write("labels.json", """{"0:00": "background", "0:04": "dog", "0:06.5": null}""");
        string[] command = ["slice", recording, "--labels", scratch.At("labels.json"), scratch.At("out")];
        var plan = await ProgramRun.ToEndWith(null, [.. command, "--dry-run", "--json"]);
        Assert.Equal(0, plan.ExitCode);
        Assert.False(Directory.Exists(scratch.At("out")));
        using var document = JsonDocument.Parse(plan.Output);
        var root = document.RootElement;
        Assert.Equal(["version", "recording", "format", "labels", "dry_run", "interrupted", "files", "warnings"], root.EnumerateObject().Select(member => member.Name));
        var files = root.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal(["path", "label", "start", "end"], files[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal([("background", 0.0, 4.0), ("dog", 4.0, 6.5)], files.Select(file => (file.GetProperty("label").GetString()!, file.GetProperty("start").GetDouble(), file.GetProperty("end").GetDouble())));

        Assert.Equal(0, (await ProgramRun.ToEndWith(null, command)).ExitCode);
        Assert.All(files, file => Assert.True(File.Exists(file.GetProperty("path").GetString())));
        var again = await ProgramRun.ToEndWith(null, command);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("add --overwrite to replace", Assert.Single(again.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, (await ProgramRun.ToEndWith(null, [.. command, "--overwrite", "--format", "wav"])).ExitCode);
    }

    [Fact]
    public async Task A_recording_or_labels_that_cannot_be_used_are_one_line()
    {
        var recording = Recording("night.wav", seconds: 1);
        scratch.Write("bad.json", "{\"0\": 3}");
        scratch.Write("good.json", "{\"0\": \"dog\"}");
        foreach (var (sound, labels, expected) in ((string, string, string)[])
            [
                (recording, scratch.At("none.json"), "none.json: no such file"),
                (recording, scratch.At("bad.json"), "bad.json: the label at '0' is no text: write \"label\" or null"),
                (scratch.At("none.wav"), scratch.At("good.json"), "none.wav: no such file"),
                (scratch.At("good.json"), scratch.At("good.json"), "good.json: is not audio"),
            ])
        {
            var result = await ProgramRun.ToEndWith(null, "slice", sound, "--labels", labels, scratch.At("out"));
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Control_C_leaves_no_half_file()
    {
        if (OperatingSystem.IsWindows()) return; // no signals to send there

        // Four hours, which take far longer to write than the first file takes to appear.
        var recording = Recording("night.wav", seconds: 4 * 3600);
        scratch.Write("labels.json", """{"0": "first", "0:01": "second"}""");
        using var run = ProgramRun.Start(null, "slice", recording, "--labels", scratch.At("labels.json"), scratch.At("out"), "--format", "flac", "--json");
        run.CloseInput();
        var first = scratch.At("out/first/night_at_00h00m00s000.flac");
        using (var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
        {
            while (!File.Exists(first)) await Task.Delay(10, timeout.Token);
        }

        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        Assert.True(document.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal([first], Directory.GetFiles(scratch.At("out"), "*", SearchOption.AllDirectories));
    }

    // 16-bit mono: noise for the first minute, and after that what takes no room on the disk.
    private string Recording(string name, int seconds)
    {
        var bytes = seconds * Rate * 2;
        using var file = File.Create(scratch.At(name));
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(bytes + 36);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        var noise = new byte[Math.Min(bytes, 60 * Rate * 2)];
        new Random(1).NextBytes(noise);
        writer.Write(noise);
        writer.Flush();
        file.SetLength(44 + bytes);
        return scratch.At(name);
    }
}
