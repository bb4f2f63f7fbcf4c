using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Inspection;

public sealed class InspectFolderTests
{
    private static readonly string[] Fields =
        ["version", "folder", "compared_by", "clips", "recordings", "seconds", "classes", "mislabels", "copies", "overlaps", "map", "left_out", "warnings", "advice"];

    [Fact]
    public async Task I_can_see_what_my_folder_lacks_without_weights()
    {
        using var scene = new TrainScene();
        File.Copy(scene.At("training/beep/0x.wav"), scene.At("training/beep/same.wav"));
        await File.WriteAllTextAsync(scene.At("training/beep/broken.wav"), "no sound");
        var result = await scene.Run("inspect", "training", "--embedding", "spectrum");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("# class        clips  recordings  seconds   dBFS  spread dB  left out", result.OutputLines[0]);
        Assert.Contains(result.OutputLines, line => line.StartsWith("  beep             7           6     14.0", StringComparison.Ordinal));
        Assert.Contains("copy: beep/0x.wav and beep/same.wav are equal", result.OutputLines);
        Assert.Contains("next: 'beep' has 7 clips from 6 recordings: 13 more clips or so", result.OutputLines);
        Assert.Contains("left out: training/beep/broken.wav", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_read_all_of_it_with_a_program()
    {
        using var scene = new TrainScene();
        var result = await scene.Run("inspect", "training", "--embedding", "spectrum", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(Fields, document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal((18, 18), (document.RootElement.GetProperty("clips").GetInt32(), document.RootElement.GetProperty("map").GetArrayLength()));
        Assert.Equal(["name", "clips", "recordings", "seconds", "level_dbfs", "spread_db", "left_out"], document.RootElement.GetProperty("classes")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["clip", "x", "y"], document.RootElement.GetProperty("map")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["path", "start", "class"], document.RootElement.GetProperty("map")[0].GetProperty("clip").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_one_line()
    {
        using var scene = new TrainScene(clips: 1);
        Directory.CreateDirectory(scene.At("empty"));
        foreach (var (arguments, expected) in ((string[], string)[])
            [
                (["empty", "--embedding", "spectrum"], "empty: "),
                (["training", "--start", "1"], "--start is for a recording: training is a folder"),
                (["training", "--embedding", "spectrum", "--network", "lite"], "--network names a YAMNet"),
            ])
        {
            var result = await scene.Run(["inspect", .. arguments]);
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Esc10Fact]
    public async Task A_real_clip_in_the_wrong_folder_is_found_and_training_tells_it_too()
    {
        using var scene = new TrainScene(clips: 0);
        foreach (var name in (string[])["dog_bark", "rain", "rooster"])
        {
            Directory.CreateDirectory(scene.At($"real/{name}"));
            foreach (var clip in Directory.GetFiles(Path.Combine(Esc10FactAttribute.Folder, name), "*.ogg").Order(StringComparer.Ordinal).Take(12))
                File.Copy(clip, scene.At($"real/{name}/{Path.GetFileName(clip)}"));
        }

        var moved = Directory.GetFiles(scene.At("real/dog_bark")).Order(StringComparer.Ordinal).First();
        File.Move(moved, scene.At($"real/rain/{Path.GetFileName(moved)}"));
        var result = await scene.RunWithWeights("inspect", "real", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        var mislabel = Assert.Single(document.RootElement.GetProperty("mislabels").EnumerateArray());
        Assert.Equal((Path.GetFileName(moved), "dog_bark"), (Path.GetFileName(mislabel.GetProperty("clip").GetProperty("path").GetString()), mislabel.GetProperty("suggested").GetString()));

        // The same bark once more, at another level and from another name.
        var bark = Directory.GetFiles(scene.At("real/dog_bark")).Order(StringComparer.Ordinal).First();
        using (var reader = AudioInput.OpenMono16k(bark))
        using (var writer = AudioWriter.Create(scene.At("real/dog_bark/another.wav")))
        {
            writer.Write([.. reader.ReadToEnd().Select(sample => 0.5f * sample)]);
            writer.Complete();
        }

        var training = await scene.RunWithWeights("train", "real", "models/m", "--epochs", "2");
        Assert.True(training.ExitCode == 0, training.Error);
        Assert.Contains($"perhaps in the wrong class: rain/{Path.GetFileName(moved)} sounds like 'dog_bark'", training.Error, StringComparison.Ordinal);
        Assert.Contains($"the same sound in two recordings: dog_bark/{Path.GetFileName(bark)} and dog_bark/another.wav;", training.Error, StringComparison.Ordinal);
    }
}
