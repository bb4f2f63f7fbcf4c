using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary><c>a2m-torch train</c> on sounds of the tests' own making.</summary>
public sealed class TrainTests : IDisposable
{
    private static readonly string[] ModelFiles = ["class_names.txt", "model.json", "model.safetensors", "report.html"];

    private readonly TrainScene scene = new();

    public void Dispose() => scene.Dispose();

    [SharedFact]
    public async Task I_can_train_where_my_recordings_are_and_classify_by_what_came_out()
    {
        var trained = await scene.RunWithWeights("train", "--epochs", "50");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Equal(ModelFiles, Directory.GetFiles(scene.At("models/default")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(TrainScene.Classes, await File.ReadAllLinesAsync(scene.At("models/default/class_names.txt")));
        Assert.Contains(trained.OutputLines, line => line.StartsWith("models/default: 3 classes from 18 clips, in ", StringComparison.Ordinal));
        Assert.Equal("next: a2m-torch classify FILE --custom; models/default/report.html shows how good it is", trained.OutputLines[^1]);
        Assert.All(trained.ErrorLines, line => Assert.StartsWith("a2m-torch: warning: ", line, StringComparison.Ordinal));
        Assert.Equal(TrainScene.Classes, await Heard(scene.RunWithWeights, "--custom"));
    }

    [SharedFact]
    public async Task A_model_of_one_network_is_not_used_on_the_other()
    {
        Assert.Equal(0, (await scene.RunWithWeights("train", "training", "m", "--epochs", "2")).ExitCode);
        var result = await scene.RunWithWeights("classify", scene.At("training/beep/0x.wav"), "--custom", "m", "--network", "float");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["a2m-torch: --network and --custom exclude each other: a model knows its network"], result.ErrorLines);

        // As if it had been trained on the other network, whose weights are not at hand.
        var json = scene.At("m/model.json");
        await File.WriteAllTextAsync(json, (await File.ReadAllTextAsync(json)).Replace("\"network\": \"lite\"", "\"network\": \"float\"", StringComparison.Ordinal));
        var other = await scene.RunWithWeights("classify", scene.At("training/beep/0x.wav"), "--custom", "m");
        Assert.NotEqual(0, other.ExitCode);
        Assert.Empty(other.Output);
    }

    [Fact]
    public async Task I_can_train_on_spectra_where_no_weights_are()
    {
        var document = await scene.TrainJson("m");
        Assert.False(Directory.Exists(scene.At("no-weights")));
        Assert.Equal(
            [
                "model", "hash", "classes", "clips", "recordings", "left_out", "warnings", "procedure", "best_epoch", "epochs", "interrupted", "cached_clips",
                "seconds", "fine_tune", "held_out",
            ],
            document.EnumerateObject().Select(member => member.Name));
        Assert.Equal((18, 18, 0), (Count(document, "clips"), Count(document, "recordings"), Count(document, "cached_clips")));
        Assert.Equal(TrainScene.Classes, document.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(50, document.GetProperty("epochs").GetArrayLength());
        Assert.Equal(TrainScene.Classes, await Heard(scene.Run, "--custom", "m"));
    }

    [Fact]
    public async Task I_can_see_first_what_my_recordings_are()
    {
        Sounds.Silence(scene.At("training/beep/still.wav"));
        var table = await scene.Run("train", "training", "m", "--dry-run");
        Assert.Equal(0, table.ExitCode);
        Assert.Equal(
            [
                "# class        clips  recordings  seconds  formats  left out",
                "  Türe auf.v2      6           6     12.0  WAV 6           0",
                "  background       6           6     12.0  WAV 6           0",
                "  beep             6           6     12.0  WAV 6           1",
                "  all             18          18     36.0                  1",
            ],
            table.OutputLines);
        Assert.Contains("a2m-torch: left out: training/beep/still.wav: is silent: below -60 dBFS throughout", table.ErrorLines);

        var json = await scene.Run("train", "training", "m", "--dry-run", "--json");
        using var document = JsonDocument.Parse(json.Output);
        var root = document.RootElement;
        Assert.Equal(["folder", "clips", "recordings", "seconds", "classes", "left_out", "warnings"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["name", "clips", "recordings", "seconds", "formats", "left_out"], root.GetProperty("classes")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["path", "start", "class", "verdict", "reason"], root.GetProperty("left_out")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["training"], Directory.GetFileSystemEntries(scene.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Folds_judge_every_clip_once()
    {
        var document = await scene.TrainJson("m", "--folds", "3");
        Assert.Equal("3 folds", document.GetProperty("procedure").GetString());
        Assert.Equal(18, document.GetProperty("held_out").GetProperty("clips").GetProperty("clips").GetInt32());
    }

    [Fact]
    public async Task Copies_are_learnt_from_and_a_second_training_finds_all_of_them_in_the_cache()
    {
        string[] options = ["--augment", "--augment-factor", "2"];
        var first = await scene.TrainJson(["m", .. options]);
        var second = await scene.TrainJson(["again", .. options, "--epochs", "20", "--hidden", "8"]);
        Assert.Equal((0, 18), (Count(first, "cached_clips"), Count(second, "cached_clips")));

        // Each clip with its two copies.
        Assert.Equal(3 * 18, Directory.GetFiles(scene.At("cache"), "*.emb", SearchOption.AllDirectories).Length);
        Assert.Equal(TrainScene.Classes, await Heard(scene.Run, "--custom", "m"));
    }

    [Fact]
    public async Task The_seed_repeats_a_model_bit_by_bit_with_and_without_the_cache()
    {
        string[] options = ["--augment", "--augment-factor", "1", "--epochs", "5", "--seed", "7"];
        await scene.TrainJson(["a", .. options]);
        var cached = await scene.TrainJson(["b", .. options]);
        await scene.TrainJson(["c", .. options, "--no-cache", "--workers", "1"]);
        await scene.TrainJson(["d", .. options[..^1], "8"]);
        Assert.Equal(18, Count(cached, "cached_clips"));
        Assert.Equal(scene.Tensors("a"), scene.Tensors("b"));
        Assert.Equal(scene.Tensors("a"), scene.Tensors("c"));
        Assert.NotEqual(scene.Tensors("a"), scene.Tensors("d"));
    }

    [Fact]
    public async Task A_model_can_be_moved_and_says_the_same()
    {
        await scene.TrainJson("m", "--epochs", "5");
        string[] Command(string model) => ["classify", "training/beep/0x.wav", "--csv", "--custom", model];
        var before = await scene.Run(Command("m"));
        Directory.CreateDirectory(scene.At("elsewhere"));
        Directory.Move(scene.At("m"), scene.At("elsewhere/ein Modell.v2"));
        var after = await scene.Run(Command("elsewhere/ein Modell.v2"));
        Assert.Equal((0, before.Output), (after.ExitCode, after.Output));
    }

    // What a model says about sounds of each class that it has not heard.
    private async Task<string?[]> Heard(Func<string[], Task<ProgramResult>> run, params string[] custom)
    {
        Sounds.Tone(scene.At("new/1.wav"), 175);
        Sounds.Noise(scene.At("new/2.wav"), seed: 99);
        Sounds.Tone(scene.At("new/3.wav"), 2125);
        var result = await run(["classify", "new", "--jsonl", .. custom]);
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.OutputLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("classes")[0].GetProperty("name").GetString())];
    }

    private static int Count(JsonElement document, string name) => document.GetProperty(name).GetInt32();
}
