using System.Diagnostics;
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

    [SharedFact]
    public async Task Everything_that_it_says_fits_80_columns()
    {
        var result = await ProgramRun.ToEnd("demo", "--seconds", "6");
        Assert.Equal(0, result.ExitCode);
        Assert.All([.. result.OutputLines, .. result.ErrorLines], line => Assert.True(line.Length <= 80, line));
        Assert.Contains("tools/install ", result.Output, StringComparison.Ordinal); // the tests' PATH does not have it
    }

    [Fact]
    public async Task A_temporary_folder_that_cannot_be_written_is_named_with_the_way_out()
    {
        using var scratch = new Scratch();
        using var run = ProgramRun.Start(
            ProgramRun.ProgramFolder, null, null, ["demo", "--spectrum"], variables: new Dictionary<string, string> { ["TMPDIR"] = scratch.At("no-such-folder") });
        run.CloseInput();
        var result = await run.End();
        Assert.Equal(2, result.ExitCode);
        var told = Assert.Single(result.ErrorLines);
        Assert.StartsWith($"a2m-torch: {scratch.At("no-such-folder")}/: no folder can be made there (", told, StringComparison.Ordinal);
        Assert.EndsWith("name a place for the sounds and the model: --keep DIR", told, StringComparison.Ordinal);
    }

    [ToolFact("script")]
    public async Task A_terminal_that_cannot_be_drawn_over_gets_lines_and_no_view()
    {
        Assert.DoesNotContain("━", await OnTerminalAsync("dumb"), StringComparison.Ordinal);
        Assert.Contains("━", await OnTerminalAsync("xterm"), StringComparison.Ordinal);
    }

    private static async Task<string> OnTerminalAsync(string kind)
    {
        var start = new ProcessStartInfo("script", ["-qec", $"'{Path.Combine(ProgramRun.ProgramFolder, "a2m-torch")}' demo --spectrum --seconds 6", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = kind;
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        Assert.Contains("1 of 1 heard", output, StringComparison.Ordinal);
        return output;
    }

    [Fact]
    public async Task Ctrl_C_before_the_model_is_there_leaves_nothing_behind()
    {
        using var scratch = new Scratch();
        var kept = scratch.At("kept");
        using var run = ProgramRun.Start(scratch.Folder, "demo", "--spectrum", "--keep", kept);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Directory.Exists(kept)) await Task.Delay(5, timeout.Token);
        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        Assert.False(Directory.Exists(kept));
    }
}
