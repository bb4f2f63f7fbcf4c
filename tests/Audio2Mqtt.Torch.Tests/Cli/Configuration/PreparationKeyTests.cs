using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Network.Models;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary><c>denoise</c>, <c>trim</c> and <c>top_db</c>, and what the model was trained with.</summary>
public sealed class PreparationKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "", "", "denoised, trimmed (30 dB)")]
    [InlineData("", "", "--denoise false", "trimmed (30 dB)")]
    [InlineData("", "", "--trim false", "denoised")]
    [InlineData("", "", "--top-db 12.5", "denoised, trimmed (12.5 dB)")]
    [InlineData("denoise: no, trim: no", "", "", "as they are")]
    [InlineData("denoise: no, trim: no", "yes", "", "denoised")]
    [InlineData("denoise: no, trim: no", "yes", "--denoise false --trim", "trimmed (30 dB)")]
    [InlineData("top_db: 25", "", "", "denoised, trimmed (25 dB)")]
    public void A_model_s_preparation_holds_but_for_what_is_asked_for(string yaml, string variable, string line, string expected)
    {
        Save("m", new() { Denoise = true, TrimTopDb = 30 });
        var (plan, problems) = Setups.Plan(File($"listen: {{{yaml}}}\nsources: [{{name: a, file: x, model: m}}]"), line, ("A2M_LISTEN_DENOISE", variable));
        Assert.Empty(problems);
        Assert.Equal(expected, plan.Sources[0].Preparation.ToString());
    }

    [Theory]
    [InlineData("", "as they are")]
    [InlineData("--denoise", "denoised")]
    [InlineData("--trim", "trimmed (20 dB)")]
    [InlineData("--trim --top-db 40 --denoise true", "denoised, trimmed (40 dB)")]
    public void YAMNet_hears_sound_as_it_is_unless_asked_otherwise_and_no_warning_is_told(string line, string expected)
    {
        var (plan, problems) = Setups.Plan(File("sources: [{name: a, file: x, model: yamnet}]"), line);
        Assert.Empty(problems);
        Assert.Equal((expected, null), (plan.Sources[0].Preparation.ToString(), plan.Sources[0].Warning));
    }

    [Fact]
    public void Each_source_has_its_own_and_who_hears_otherwise_than_it_was_trained_is_told()
    {
        Save("clean", new() { Denoise = true });
        Save("plain", null);
        var (plan, problems) = Setups.Plan(
            File("""
                sources:
                  - {name: a, file: x, model: clean}
                  - {name: b, file: x, model: clean, denoise: false}
                  - {name: c, file: x, model: plain}
                  - {name: d, file: x, model: plain, denoise: true, trim: true, top_db: 15}
                """),
            "");
        Assert.Empty(problems);
        Assert.Equal(
            [
                null,
                "warning: b: the model clean was trained on recordings denoised; here sound is as it is, and it may hear worse",
                null,
                "warning: d: the model plain was trained on recordings as they are; here sound is denoised, trimmed (15 dB), and it may hear worse",
            ],
            plan.Sources.Select(source => source.Warning));
    }

    [Fact]
    public void A_level_of_silence_where_no_silence_goes_is_told_where_it_was_written()
    {
        const string two = "sources:\n  - {name: a, file: x, model: yamnet}\n  - {name: b, file: x, model: yamnet, trim: true}\n";
        const string none = "sources: [{name: a, file: x, model: yamnet}]\n";
        Assert.Empty(Setups.Plan(File($"{two}listen: {{top_db: 30}}"), "").Problems);
        Assert.Equal([$"{Path}:2: top_db: is for trim: true"], Setups.Plan(File($"{none}listen: {{top_db: 30}}"), "").Problems);
        Assert.Equal([$"{Path}:2: top_db: is for trim: true"], Setups.Plan(File(two.Replace("yamnet}", "yamnet, top_db: 30}", StringComparison.Ordinal)), "").Problems);
        Assert.Equal(["--top-db: is for --trim, and no source is trimmed"], Setups.Plan(File(none), "--top-db 30").Problems);
        Assert.Equal(["A2M_LISTEN_TOP_DB: is for --trim, and no source is trimmed"], Setups.Plan(File(none), "", ("A2M_LISTEN_TOP_DB", "30")).Problems);
    }

    [Fact]
    public void What_is_no_answer_and_no_level_is_told_with_its_line()
    {
        var (_, problems) = Setups.Parse("listen:\n  denoise: perhaps\n  trim: 20\n  top_db: 0.5\n");
        Assert.Equal(
            ["a2m.yaml:2: denoise: 'perhaps' is not true or false", "a2m.yaml:3: trim: '20' is not true or false", "a2m.yaml:4: top_db: '0.5' is not a number from 1 to 120"],
            problems);
    }

    private string Path => System.IO.Path.Combine(folder.FullPath, "a2m.yaml");

    private void Save(string name, SoundPreparation? preparation)
    {
        using var model = TestModel.Create(TestModel.Describe() with { Format = preparation is null ? 1 : 2, Preparation = preparation });
        model.Save(System.IO.Path.Combine(folder.FullPath, name));
    }

    private string File(string yaml)
    {
        System.IO.File.WriteAllText(Path, yaml);
        return Path;
    }
}
