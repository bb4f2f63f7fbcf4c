using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public class DoctorTests
{
    [Fact]
    public async Task Doctor_tells_the_state_of_everything_that_is_needed()
    {
        var result = await ProgramRun.ToEnd("doctor");
        Assert.Equal(0, result.ExitCode);
        foreach (var name in (string[])["a2m-torch", ".NET", "TorchSharp", "libtorch", "BLAS", "threads", "CUDA", "ffmpeg", "libsndfile", "libsoxr", "libmosquitto", "weights lite", "weights float"])
            Assert.Contains(result.OutputLines, line => line.Contains($"  {name} ", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, line => line.Contains("  model", StringComparison.Ordinal)); // those of the folder it runs in, or none
    }

    [Fact]
    public async Task Doctor_can_be_read_by_a_program()
    {
        var result = await ProgramRun.ToEnd("doctor", "--json");
        using var document = JsonDocument.Parse(result.Output);
        Assert.True(document.RootElement.GetProperty("healthy").GetBoolean());
        Assert.All(document.RootElement.GetProperty("checks").EnumerateArray(), check =>
            Assert.Equal(["name", "state", "value", "mend"], check.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public async Task Missing_weights_are_a_warning_with_the_command_that_brings_them()
    {
        var result = await ProgramRun.ToEndWith(Path.Combine(Path.GetTempPath(), "a2m-no-such-folder"), "doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("to mend: a2m-torch weights install lite", result.Output, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task Without_libtorch_doctor_names_it_and_what_mends_it_and_classify_says_the_same()
    {
        const string provider = "libtorchsharp_system.so";
        if (!File.Exists(Path.Combine(ProgramRun.ProgramFolder, provider))) return; // the official packages: libtorch is theirs
        using var scratch = new Scratch();
        foreach (var file in Directory.GetFiles(ProgramRun.ProgramFolder).Where(file => Path.GetFileName(file) != provider))
            File.Copy(file, scratch.At(Path.GetFileName(file)));

        var doctor = await ProgramRun.Of(scratch.Folder, "doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains(doctor.OutputLines, line => line.StartsWith("MISSING  libtorch", StringComparison.Ordinal));
        Assert.Contains("to mend: sudo apt-get install libtorch-dev", doctor.Output, StringComparison.Ordinal);

        var classify = await ProgramRun.Of(scratch.Folder, "classify", Shared.Miaow);
        Assert.Equal(1, classify.ExitCode);
        Assert.Matches("^a2m-torch: libtorch is missing .*libtorch-dev", Assert.Single(classify.ErrorLines));
    }

    [Fact]
    public async Task The_version_tells_what_it_computes_with_and_never_fails_for_what_is_missing()
    {
        using var scratch = new Scratch();
        var weights = Directory.CreateDirectory(scratch.At("weights")).FullName;
        scratch.Write("weights/yamnet-float.safetensors", "broken");
        var result = await ProgramRun.ToEndWith(weights, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(4, result.OutputLines.Length);
        Assert.Matches(@"^\d+\.\d+\.\d+$", result.OutputLines[0]);
        Assert.Matches(@"^TorchSharp \d+\.\d+\.\d+ (System, libtorch \d+\.\d+\.\d+|Package)$", result.OutputLines[1]);
        Assert.Equal("yamnet-lite not installed", result.OutputLines[2]);
        Assert.StartsWith("yamnet-float cannot be read: ", result.OutputLines[3], StringComparison.Ordinal);
        if (await InstalledWeights.Folder is not null) Assert.Contains("yamnet-lite 20fa75f7…, installed", (await ProgramRun.ToEnd("--version")).OutputLines);
    }

    [Fact]
    public async Task I_can_ask_for_the_version_and_for_help()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", (await ProgramRun.ToEnd("--version")).Output);
        Assert.Contains("classify", (await ProgramRun.ToEnd("--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_argument_is_one_line_and_exit_code_2()
    {
        var result = await ProgramRun.ToEnd("classify", "x.wav", "--top-k", "zero");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("a2m-torch: --top-k: 'zero' is not a whole number from 1 on. (see: a2m-torch classify --help)", Assert.Single(result.ErrorLines));
    }
}
