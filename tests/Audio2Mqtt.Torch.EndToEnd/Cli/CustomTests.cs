using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class CustomTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SharedFact]
    public async Task I_can_use_a_model_of_spectra_where_no_weights_are_installed()
    {
        HandMadeModel.OfSpectra(scratch.At("doors"));
        var result = await ProgramRun.ToEndWith(scratch.At("no-weights"), "classify", Shared.Miaow, "--custom", scratch.At("doors"), "--json", "--frames");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty("network").ValueKind);
        Assert.Equal("doors", root.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(64, root.GetProperty("model").GetProperty("hash").GetString()!.Length);
        Assert.Equal(("judge", 0.5), (root.GetProperty("aggregate").GetString(), root.GetProperty("hop").GetDouble()));
        var file = root.GetProperty("files")[0];
        Assert.Equal(1, Sum(file), 1e-5);
        Assert.Equal(13, file.GetProperty("frames").GetArrayLength()); // by hand: 1 + ceil((6.731 - 1) / 0.5)
        Assert.All(file.GetProperty("frames").EnumerateArray(), frame => Assert.Equal(1, Sum(frame), 1e-5));
        Assert.False(Directory.Exists(scratch.At("no-weights")));
    }

    [SharedFact]
    public async Task I_can_use_a_model_on_YAMNet_and_am_told_what_its_scores_are()
    {
        HandMadeModel.OfYamnet(scratch.At("model"), (await InstalledWeights.Folder)!);
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--custom", scratch.At("model"), "--verbose");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("# scores: probabilities of the model model; they sum to 1", result.OutputLines[0]);
        Assert.Matches("^ +1  cat +0\\.[5-9]", result.OutputLines[2]); // embeddings are 0 or above, so their mean is
        Assert.Contains("network lite, weights", result.Error, StringComparison.Ordinal);
        Assert.Contains("model model, tensors", result.Error, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task A_fine_tuned_model_brings_its_network_along()
    {
        HandMadeModel.WithBackbone(scratch.At("tuned"), (await InstalledWeights.Folder)!);
        var result = await ProgramRun.ToEndWith(scratch.At("no-weights"), "classify", Shared.Miaow, "--custom", scratch.At("tuned"), "--csv");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(3, result.OutputLines.Length);
        Assert.False(Directory.Exists(scratch.At("no-weights")));
    }

    [SharedFact]
    public async Task A_label_track_begins_where_the_models_own_threshold_is()
    {
        HandMadeModel.OfYamnet(scratch.At("model"), (await InstalledWeights.Folder)!);
        var own = await ProgramRun.ToEnd("classify", Shared.Miaow, "--custom", scratch.At("model"), "--audacity", "--classes", "cat");
        Assert.Equal(0, own.ExitCode);
        Assert.StartsWith("0.000000\t6.720000\tcat 0.", Assert.Single(own.OutputLines), StringComparison.Ordinal); // over 0.25 to the last patch, 12 * 0.48 + 0.96
        var mine = await ProgramRun.ToEnd("classify", Shared.Miaow, "--custom", scratch.At("model"), "--audacity", "--classes", "cat", "--threshold", "0.99");
        Assert.Empty(mine.Output);
    }

    [SharedFact]
    public async Task A_model_of_other_weights_than_the_installed_is_refused_in_one_line()
    {
        HandMadeModel.OfYamnet(scratch.At("model"), (await InstalledWeights.Folder)!);
        var json = scratch.At("model/model.json");
        var text = await File.ReadAllTextAsync(json);
        var at = text.IndexOf("\"weights_hash\": \"", StringComparison.Ordinal) + 17;
        await File.WriteAllTextAsync(json, text[..at] + new string('0', 63) + text[(at + 63)..]);
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--custom", json);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Matches("^a2m-torch: model 'model': it was trained on YAMNet 'lite' with weights .* a2m-torch weights install lite --from FILE", Assert.Single(result.ErrorLines));
    }

    [SharedFact]
    public async Task A_recording_after_the_option_is_a_recording_and_the_default_model_is_asked_for()
    {
        var result = await ProgramRun.ToEnd("classify", "--custom", Shared.Miaow);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("models/default: no model is there", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static double Sum(JsonElement element) => element.GetProperty("classes").EnumerateArray().Sum(item => item.GetProperty("score").GetDouble());
}
