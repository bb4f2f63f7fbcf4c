using System.Text.Json;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary><c>a2m-torch evaluate</c> with a model of spectra, trained on the spot: it needs no weights.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const int Rate = 16_000;
    private static readonly Lazy<Task<string>> Trained = new(Train);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task I_can_see_how_good_my_model_is()
    {
        Recordings(scratch.At("held out"), seed: 1000, clips: 5);
        var result = await ProgramRun.ToEndWith(null, "evaluate", await Trained.Value, scratch.At("held out"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"tones on {scratch.At("held out")}: 15 clips of 15 recordings", result.OutputLines[0]);
        Assert.StartsWith("accuracy 1.000 (0.796 to 1.000 with 95 %), balanced 1.000,", result.OutputLines[1], StringComparison.Ordinal); // Wilson, 15 of 15
        foreach (var name in (string[])["high", "low", "middle"]) Assert.Contains(result.OutputLines, line => line.StartsWith($"  {name} ", StringComparison.Ordinal));
        Assert.All(result.ErrorLines, line => Assert.StartsWith("a2m-torch: warning: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task I_can_read_everything_as_JSON_under_noise_and_as_a_detector_and_keep_a_page()
    {
        var folder = scratch.At("data");
        Recordings(folder, seed: 2000, clips: 3);
        var night = new float[60 * Rate];
        Tone(300, 5, 1).CopyTo(night, 20 * Rate);
        Write(Path.Combine(folder, "night.wav"), night);
        scratch.Write("data/night.txt", "20\t25\tlow\n");
        string[] command = ["evaluate", await Trained.Value, folder, "--noise", "white,pink", "--snr", "60,-5", "--json", "--report", scratch.At("out/page.html")];
        var result = await ProgramRun.ToEndWith(null, command);
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        Assert.Equal(["version", "model", "folder", "seed", "thresholds_stored", "left_out", "evaluation"], root.EnumerateObject().Select(member => member.Name));
        var evaluation = root.GetProperty("evaluation");
        Assert.Equal(
            [("white", 60.0), ("white", -5.0), ("pink", 60.0), ("pink", -5.0)],
            evaluation.GetProperty("noise").EnumerateArray().Select(one => (one.GetProperty("noise").GetString()!, one.GetProperty("snr_db").GetDouble())));
        Assert.Equal(1, evaluation.GetProperty("noise")[0].GetProperty("accuracy").GetDouble());
        Assert.Equal(60 / 3600.0, evaluation.GetProperty("detector").GetProperty("hours").GetDouble(), 1e-9);
        var low = evaluation.GetProperty("detector").GetProperty("classes").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "low");
        Assert.Equal(1, low.GetProperty("segments").GetProperty("recall").GetDouble());
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(scratch.At("out/page.html")), StringComparison.Ordinal);
        Assert.Equal(result.Output, (await ProgramRun.ToEndWith(null, command)).Output); // the same seed, the same noise
    }

    [Fact]
    public async Task I_can_put_thresholds_for_my_precision_into_my_model()
    {
        var model = scratch.At("mine");
        Directory.CreateDirectory(model);
        foreach (var file in Directory.GetFiles(await Trained.Value)) File.Copy(file, Path.Combine(model, Path.GetFileName(file)));
        var json = await File.ReadAllTextAsync(Path.Combine(model, "model.json"));
        Recordings(scratch.At("data"), seed: 3000, clips: 4);

        var result = await ProgramRun.ToEndWith(null, "evaluate", model, scratch.At("data"), "--target-precision", "0.6", "--store-thresholds", "--json");

        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var wanted = document.RootElement.GetProperty("evaluation").GetProperty("thresholds").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("threshold").GetSingle());
        Assert.Equal(wanted.OrderBy(one => one.Key), SoundModel.Describe(model).Thresholds.OrderBy(one => one.Key));
        Assert.True(document.RootElement.GetProperty("thresholds_stored").GetBoolean());
        Assert.NotEqual(json, await File.ReadAllTextAsync(Path.Combine(model, "model.json")));
    }

    [Fact]
    public async Task A_broken_clip_is_told_and_does_not_stop_the_rest()
    {
        Recordings(scratch.At("data"), seed: 4000, clips: 2);
        scratch.Write("data/low/broken.wav", "no audio");
        var result = await ProgramRun.ToEndWith(null, "evaluate", await Trained.Value, scratch.At("data"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(": 6 clips of 6 recordings", result.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith($"a2m-torch: left out: {scratch.At("data/low/broken.wav")}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_evaluated_is_one_line_and_exit_code_2()
    {
        Recordings(scratch.At("data"), seed: 5000, clips: 1);
        Write(scratch.At("data/dog/1.wav"), Tone(300, 1, 1));
        Directory.CreateDirectory(scratch.At("empty"));
        foreach (var (place, expected) in ((string, string)[])
            [(scratch.At("data"), "the class dog is not in the model, which knows high, low, middle"), (scratch.At("empty"), scratch.At("empty")), (scratch.At("none"), "no such folder")])
        {
            var result = await ProgramRun.ToEndWith(null, "evaluate", await Trained.Value, place);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }

        var recording = scratch.At("data/dog/1.wav");
        var replacing = await ProgramRun.ToEndWith(null, "evaluate", await Trained.Value, scratch.At("data"), "--report", recording);
        Assert.Equal((2, $"a2m-torch: --report: '{recording}' does not end with .html"), (replacing.ExitCode, Assert.Single(replacing.ErrorLines)));

        var swapped = await ProgramRun.ToEndWith(null, "evaluate", scratch.At("data"), await Trained.Value);
        Assert.Equal(2, swapped.ExitCode);
        Assert.Contains("the model comes first", Assert.Single(swapped.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<string> Train()
    {
        var folder = Directory.CreateTempSubdirectory("a2m-evaluate-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Recordings(Path.Combine(folder, "training"), seed: 1, clips: 20);
        var plan = new TrainingPlan
        {
            Dataset = new DatasetScanner().Scan(Path.Combine(folder, "training")),
            Output = Path.Combine(folder, "tones"),
            Spectrum = new SpectrumOptions { Bins = 20, WindowSeconds = 0.5 },
        };
        using var result = await new TrainingRun(plan).RunAsync(null);
        return plan.Output;
    }

    // Tones about 300, 1500 and 5000 Hz, each clip of a pitch, a level and a hiss of its own.
    private static void Recordings(string folder, int seed, int clips)
    {
        foreach (var (name, hertz) in ((string, double)[])[("low", 300), ("middle", 1500), ("high", 5000)])
        {
            for (var k = 0; k < clips; k++) Write(Path.Combine(folder, name, $"{name} {(char)('a' + k)}.wav"), Tone(hertz, 2, ++seed));
        }
    }

    private static float[] Tone(double hertz, double seconds, int seed)
    {
        var random = new Random(seed);
        var pitch = hertz * (0.8 + (0.4 * random.NextDouble()));
        var level = 0.1 + (0.3 * random.NextDouble());
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(k => (float)((level * Math.Sin(2 * Math.PI * pitch * k / Rate)) + (0.01 * (random.NextDouble() - 0.5))))];
    }

    private static void Write(string path, float[] samples)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new BinaryWriter(File.Create(path));
        file.Write("RIFF"u8);
        file.Write(36 + (2 * samples.Length));
        file.Write("WAVEfmt "u8);
        file.Write(16);
        file.Write((short)1); // PCM
        file.Write((short)1);
        file.Write(Rate);
        file.Write(2 * Rate);
        file.Write((short)2);
        file.Write((short)16);
        file.Write("data"u8);
        file.Write(2 * samples.Length);
        foreach (var sample in samples) file.Write((short)Math.Round(sample * 32_767));
    }
}
