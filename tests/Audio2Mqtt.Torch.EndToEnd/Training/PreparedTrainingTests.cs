using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Training;

/// <summary><c>--denoise</c> and <c>--trim</c> of <c>train</c>, and what becomes of them afterwards.</summary>
public sealed class PreparedTrainingTests : IDisposable
{
    private readonly TrainScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task I_can_train_on_cleaned_and_trimmed_recordings_and_every_command_hears_them_so()
    {
        Assert.Equal(0, (await scene.Train("m", "--denoise", "--trim", "--top-db", "30")).ExitCode);
        using (var description = JsonDocument.Parse(await File.ReadAllTextAsync(scene.At("m/model.json"))))
        {
            Assert.Equal(2, description.RootElement.GetProperty("format").GetInt32());
            var preparation = description.RootElement.GetProperty("preparation");
            Assert.Equal((true, 30.0), (preparation.GetProperty("denoise").GetBoolean(), preparation.GetProperty("trim_top_db").GetDouble()));
        }

        // A second of silence before two seconds of the tone: heard from the tone on, without being told to.
        Sounds.LateTone(scene.At("late.wav"), 2_120);
        var heard = await Classify("late.wav", "--custom", "m");
        Assert.Equal("", heard.Error);
        Assert.Equal("beep", heard.Class);
        Assert.InRange(heard.Start, 0.97, 1.0);
        Assert.InRange(heard.Duration, 2.0, 2.05);

        // Told otherwise, it obeys and says what that may cost.
        var whole = await Classify("late.wav", "--custom", "m", "--trim", "false");
        Assert.Equal((0.0, 3.0), (whole.Start, whole.Duration));
        Assert.Equal("a2m-torch: warning: the model 'm' was trained on recordings denoised, trimmed (30 dB); here they are denoised, and it may hear worse", whole.Error.TrimEnd());

        var evaluated = await scene.Run("evaluate", "m", "training", "--json");
        Assert.Equal(0, evaluated.ExitCode);
        using (var report = JsonDocument.Parse(evaluated.Output)) Assert.Equal(1, report.RootElement.GetProperty("evaluation").GetProperty("clips").GetProperty("accuracy").GetDouble());
        var exported = await scene.Run("export", "m");
        Assert.Equal(2, exported.ExitCode);
        Assert.Equal(
            "a2m-torch: m: it hears recordings denoised, trimmed (30 dB), which a graph cannot make of them; train one without --denoise and --trim to export it",
            Assert.Single(exported.ErrorLines));
        Assert.False(Directory.Exists(scene.At("m/onnx")));
    }

    [Fact]
    public async Task Embeddings_of_recordings_as_they_are_are_not_taken_for_those_of_prepared_ones()
    {
        Assert.Equal(0, (await scene.TrainJson("a")).GetProperty("cached_clips").GetInt32());
        Assert.Equal(0, (await scene.TrainJson("b", "--trim")).GetProperty("cached_clips").GetInt32());
        Assert.Equal(18, (await scene.TrainJson("c", "--trim", "--top-db", "20")).GetProperty("cached_clips").GetInt32());
        Assert.Equal(0, (await scene.TrainJson("d", "--trim", "--top-db", "21")).GetProperty("cached_clips").GetInt32());
        Assert.Equal(scene.Tensors("b"), scene.Tensors("c"));
    }

    [SharedFact]
    public async Task I_can_clean_and_trim_what_YAMNet_hears_of_a_file_and_of_standard_input()
    {
        Sounds.LateTone(scene.At("late.wav"), 2_120);
        var file = await scene.RunWithWeights("classify", "late.wav", "--trim", "--denoise", "--jsonl");
        Assert.Equal((0, ""), (file.ExitCode, file.Error));
        using var document = JsonDocument.Parse(file.Output);
        Assert.InRange(document.RootElement.GetProperty("start").GetDouble(), 0.97, 1.0);
        var wrong = await scene.RunWithWeights("classify", "late.wav", "--top-db", "30");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Equal("a2m-torch: --top-db is for --trim", Assert.Single(wrong.ErrorLines));

        var piped = await ProgramRun.WithInput(await File.ReadAllBytesAsync(scene.At("late.wav")), "classify", "-", "--trim", "--denoise", "--jsonl");
        Assert.Equal((0, ""), (piped.ExitCode, piped.Error));
        using var same = JsonDocument.Parse(piped.Output);
        Assert.Equal(document.RootElement.GetProperty("start").GetDouble(), same.RootElement.GetProperty("start").GetDouble());
        Assert.Equal(JsonSerializer.Serialize(document.RootElement.GetProperty("classes")), JsonSerializer.Serialize(same.RootElement.GetProperty("classes")));
    }

    private async Task<(string Class, double Start, double Duration, string Error)> Classify(params string[] arguments)
    {
        var result = await scene.Run(["classify", .. arguments, "--jsonl"]);
        Assert.True(result.ExitCode == 0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        var file = document.RootElement;
        return (file.GetProperty("classes")[0].GetProperty("name").GetString()!, file.GetProperty("start").GetDouble(), file.GetProperty("duration").GetDouble(), result.Error);
    }
}
