using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class DemoTests
{
    [SharedFact]
    public async Task I_see_the_whole_product_without_a_microphone_data_or_a_broker()
    {
        using var scratch = new Scratch();
        var folder = Path.Combine(scratch.Folder, "kept");
        var result = await ProgramRun.ToEnd("demo", "--seconds", "9", "--keep", folder);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("2 of 2 heard", result.Output, StringComparison.Ordinal);
        Assert.Contains("Event detected: alarm", result.Output, StringComparison.Ordinal);
        Assert.Contains("a2m-torch listen --microphone", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "model", "report.html")));
        Assert.Equal(72, Directory.GetFiles(Path.Combine(folder, "training"), "*.wav", SearchOption.AllDirectories).Length);

        var again = await ProgramRun.ToEnd("demo", "--keep", folder);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("something is there already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_weights_and_network_it_goes_on_with_spectra_and_says_so()
    {
        using var scratch = new Scratch();
        using var run = ProgramRun.Start(scratch.CopyProgram(), scratch.At("weights"), source: null, ["demo", "--seconds", "8", "--json"]);
        run.CloseInput();
        var result = await run.End();
        Assert.Contains("going on with spectra", result.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal("spectrum", document.RootElement.GetProperty("embedding").GetString());
        Assert.InRange(document.RootElement.GetProperty("accuracy").GetDouble(), 0.9, 1);
        Assert.Equal(2, document.RootElement.GetProperty("sounds").GetArrayLength());
    }
}
