using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class WeightsTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SharedFact]
    public async Task I_can_install_weights_from_a_file_and_verify_them()
    {
        var file = Directory.Exists(Shared.Source) ? Path.Combine(Shared.Source, "yamnet_classification.tflite") : Shared.Source;
        var installed = await ProgramRun.ToEndWith(scratch.Folder, "weights", "install", "lite", "--from", file);
        Assert.Equal(0, installed.ExitCode);
        Assert.True(File.Exists(scratch.At("yamnet-lite.safetensors")));

        var verified = await ProgramRun.ToEndWith(scratch.Folder, "weights", "verify");
        Assert.Equal(0, verified.ExitCode);
        Assert.StartsWith("lite  intact  ", verified.OutputLines[0], StringComparison.Ordinal);

        var info = await ProgramRun.ToEndWith(scratch.Folder, "weights", "info", "--json");
        using var document = JsonDocument.Parse(info.Output);
        var lite = document.RootElement[0];
        Assert.Equal(
            ["name", "installed", "path", "bytes", "hash", "source", "source_sha256", "source_format", "licence"],
            lite.EnumerateObject().Select(property => property.Name));
        Assert.True(lite.GetProperty("installed").GetBoolean());
        Assert.False(document.RootElement[1].GetProperty("installed").GetBoolean());
    }

    [SharedFact]
    public async Task The_first_classify_installs_the_weights_and_says_so()
    {
        var result = await ProgramRun.ToEndWith(scratch.Folder, "classify", Shared.Miaow, "--csv");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("installing the weights of YAMNet 'lite'", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.True(File.Exists(scratch.At("yamnet-lite.safetensors")));
    }

    [SharedFact]
    public async Task A_damaged_file_is_told_with_its_name()
    {
        scratch.Write("yamnet-lite.safetensors", "damaged");
        var result = await ProgramRun.ToEndWith(scratch.Folder, "classify", Shared.Miaow);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("yamnet-lite.safetensors", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_told()
    {
        var result = await ProgramRun.ToEndWith(scratch.Folder, "weights", "install", "--from", scratch.At("none.tflite"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.tflite", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_I_am_told_which_file_to_bring_and_from_where()
    {
        using var run = ProgramRun.Start(scratch.CopyProgram(), scratch.At("weights"), null, ["weights", "install"]);
        run.CloseInput();
        var result = await run.End();
        Assert.Equal(1, result.ExitCode);
        var error = result.ErrorLines[^1];
        Assert.Matches("download https://[^ ]+, sha256 [0-9a-f]{64}, bring the file here and run: a2m-torch weights install lite --from FILE", error);
    }
}
