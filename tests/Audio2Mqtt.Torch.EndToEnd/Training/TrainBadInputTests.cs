using System.Diagnostics;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary>What <c>train</c> says when something is wrong: one line, exit code 2, and nothing is written.</summary>
public sealed class TrainBadInputTests : IDisposable
{
    private readonly TrainScene scene = new(clips: 4);

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData("--hidden 3,x", "--hidden: '3,x' is not none, nor up to 16 whole numbers from 1 to 65536 with commas between")]
    [InlineData("--fine-tune last:99", "--fine-tune: 'last:99' is not all, nor last:1 to last:14")]
    [InlineData("--fine-tune last:1 --embedding spectrum", "--fine-tune trains YAMNet's layers: it does not go with --embedding spectrum")]
    [InlineData("--low 40", "--low is a figure of spectra: add --embedding spectrum")]
    [InlineData("--embedding spectrum --low 8000", "--high 8000 is not above --low 8000")]
    [InlineData("--embedding spectrum --network float", "--network names a YAMNet")]
    [InlineData("--device cpu", "--device is where --fine-tune runs: add --fine-tune")]
    [InlineData("--noise noises", "--noise says how to augment: add --augment")]
    [InlineData("--augment --noise noises --embedding spectrum", "--noise noises: no such folder")]
    [InlineData("--group (", "--group: Invalid pattern '('")]
    [InlineData("--epochs 0 --folds 1", "--epochs: '0' is not a whole number from 1 to 100000. --folds: '1' is not a whole number from 2 to 100.")]
    [InlineData("--validation 0.9", "--validation: '0.9' is not a number from 0.05 to 0.5")]
    [InlineData("--top-db 30", "--top-db is for --trim")]
    [InlineData("--trim --top-db 0", "--top-db: '0' is not a number from 1 to 120")]
    [InlineData("third", "Unrecognized command or argument 'third'")]
    public Task A_wrong_option_is_told_by_name(string options, string expected) => IsRefused(expected, ["train", "training", "m", .. options.Split(' ')]);

    [Theory]
    [InlineData("nowhere", "nowhere: no such folder; make one with a folder of recordings for each class in it")]
    [InlineData("empty", "empty: holds no recordings: make a folder for each sound in it")]
    [InlineData("one", "one: holds one class only, 'dog': a model learns what tells sounds apart, so it needs at least two; add a folder of everything else, called background (a2m-torch background makes one)")]
    [InlineData("broken", "broken: no clip of class 'cat' can be used: a.wav is not audio that can be read")]
    [InlineData("alone", "alone: every class comes from one recording: nothing can be held out to judge the model by")]
    [InlineData("training/beep/0x.wav", "training/beep/0x.wav: is a file, not a folder of class folders")]
    [InlineData("", "DATA is empty: name the folder of class folders")]
    public Task Recordings_that_make_no_model_are_told(string data, string expected)
    {
        Directory.CreateDirectory(scene.At("empty"));
        Sounds.Tone(scene.At("one/dog/a.wav"), 300);
        foreach (var name in (string[])["broken", "alone"]) Sounds.Tone(scene.At($"{name}/dog/a.wav"), 300);
        Directory.CreateDirectory(scene.At("broken/cat"));
        File.WriteAllText(scene.At("broken/cat/a.wav"), "no audio");
        Sounds.Tone(scene.At("alone/cat/b.wav"), 400);
        return IsRefused(expected, "train", data, "m", "--embedding", "spectrum");
    }

    [Fact]
    public async Task Broken_silent_and_empty_files_are_listed_and_left_out()
    {
        Sounds.NotANumber(scene.At("training/beep/nan.wav"));
        Sounds.Silence(scene.At("training/beep/still.wav"));
        File.WriteAllBytes(scene.At("training/beep/empty.wav"), []);
        File.WriteAllText(scene.At("training/beep/text.wav"), "no audio");
        var result = await scene.Train("m");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["empty.wav: is empty (0 bytes)", "nan.wav: the sample at 0:00.000 (channel 1) is not a number; the file is broken", "still.wav: is silent: below -60 dBFS throughout"],
            result.ErrorLines.Where(line => line.Contains("left out", StringComparison.Ordinal) && !line.Contains("text.wav", StringComparison.Ordinal))
                .Select(line => line["a2m-torch: left out: training/beep/".Length..]));
        Assert.Contains("a2m-torch: left out: training/beep/text.wav: is not audio that can be read", result.Error, StringComparison.Ordinal);
        Assert.Contains("m: 3 classes from 12 clips", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_pipe_among_the_recordings_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return; // none there
        using (var made = Process.Start("mkfifo", [scene.At("training/beep/pipe.wav")])) await made.WaitForExitAsync();
        File.CreateSymbolicLink(scene.At("training/beep/link.wav"), scene.At("training/beep/pipe.wav"));
        var result = await scene.Train("m");
        Assert.Equal(0, result.ExitCode);
        foreach (var name in (string[])["pipe", "link"])
            Assert.Contains($"a2m-torch: left out: training/beep/{name}.wav: is empty (0 bytes)", result.ErrorLines);
    }

    [Fact]
    public async Task A_class_of_one_recording_is_learnt_from_and_never_held_out()
    {
        foreach (var path in Directory.GetFiles(scene.At("training/beep"))[1..]) File.Delete(path);
        var held = (await scene.TrainJson("m")).GetProperty("held_out").GetProperty("clips").GetProperty("classes").EnumerateArray();
        Assert.Equal(0, held.Single(item => item.GetProperty("name").GetString() == "beep").GetProperty("support").GetInt32());
        var heard = await scene.Run("classify", "training/beep", "--custom", "m", "--csv", "--top-k", "1");
        Assert.Contains(",beep,", heard.OutputLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_stays_unless_it_is_a_model_and_may_be_replaced()
    {
        Assert.Equal(0, (await scene.Train("m", "--epochs", "2")).ExitCode);
        var before = scene.Tensors("m");
        await Refused("m: a model is there already; name another folder, or replace it with --overwrite", "train", "training", "m", "--embedding", "spectrum");
        Assert.Equal(before, scene.Tensors("m"));
        Assert.Equal(0, (await scene.Train("m", "--epochs", "3", "--overwrite")).ExitCode);
        Assert.NotEqual(before, scene.Tensors("m"));
        await Refused("training: this folder exists and is not a model; name another one", "train", "training", "training", "--embedding", "spectrum", "--overwrite");
        await Refused("x.wav: this is a file; name a folder for the model", "train", "training", "training/beep/0x.wav", "--overwrite");
        Assert.Equal(4, Directory.GetFiles(scene.At("training/beep")).Length);
    }

    [Fact]
    public async Task A_damaged_or_newer_model_is_one_line()
    {
        Assert.Equal(0, (await scene.Train("m", "--epochs", "2", "--hidden", "8")).ExitCode);
        string[] classify = ["classify", "training/beep", "--custom", "m"];
        var (tensors, description) = (scene.Tensors("m"), await File.ReadAllTextAsync(scene.At("m/model.json")));
        await File.WriteAllBytesAsync(scene.At("m/model.safetensors"), tensors[..^100]);
        await OneLine("model.safetensors", await scene.Run(classify));
        await File.WriteAllBytesAsync(scene.At("m/model.safetensors"), tensors);
        await File.WriteAllTextAsync(scene.At("m/model.json"), description.Replace("\"hidden\": [\n      8\n", "\"hidden\": [\n      9\n", StringComparison.Ordinal));
        await OneLine("is [8, 100] where [9, 100] is expected", await scene.Run(classify));
        await File.WriteAllTextAsync(scene.At("m/model.json"), description.Replace("\"format\": 1,", "\"format\": 99,", StringComparison.Ordinal));
        await OneLine("99", await scene.Run(classify));
    }

    [Fact]
    public async Task CUDA_that_is_not_here_is_told_before_anything_is_embedded()
    {
        if (File.Exists("/dev/nvidia0")) return; // it may well be here
        using var run = ProgramRun.Start(ProgramRun.ProgramFolder, await InstalledWeights.Folder, null, ["train", "training", "m", "--fine-tune", "last:1", "--device", "cuda"], scene.Folder);
        run.CloseInput();
        var result = await run.End();
        if (Shared.Absent is not null) return; // without weights that is what is told
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("a2m-torch: --device cuda: no CUDA device can be used; ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(scene.At("cache")));
    }

    private static Task OneLine(string expected, ProgramResult result)
    {
        Assert.True(result.ExitCode is 1 or 2);
        Assert.Empty(result.Output);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private async Task IsRefused(string expected, params string[] arguments)
    {
        await Refused(expected, arguments);
        Assert.False(Directory.Exists(scene.At("m")));
    }

    private async Task Refused(string expected, params string[] arguments)
    {
        var result = await scene.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
