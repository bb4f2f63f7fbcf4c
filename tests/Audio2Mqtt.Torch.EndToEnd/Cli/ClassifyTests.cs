using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Cli;

public sealed class ClassifyTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SharedFact]
    public async Task I_can_tag_a_recording_of_a_cat_and_get_what_the_original_says()
    {
        // The published example of the TFLite network: its first window, rounded to two digits; 0.05 covers its 8-bit arithmetic.
        (string Name, double Score)[] expected = [("Cat", 0.80), ("Animal", 0.67), ("Domestic animals, pets", 0.67), ("Meow", 0.50), ("Caterwaul", 0.33)];
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--duration", "0.975", "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var classes = document.RootElement.GetProperty("files")[0].GetProperty("classes").EnumerateArray().ToArray();
        Assert.Equal(expected.Select(item => item.Name), classes.Select(item => item.GetProperty("name").GetString()));
        Assert.All(expected.Zip(classes), pair => Assert.InRange(pair.Second.GetProperty("score").GetDouble(), pair.First.Score - 0.05, pair.First.Score + 0.05));
    }

    [SharedFact]
    public async Task I_can_read_the_result_in_a_pipe_and_am_told_what_scores_are()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--top-k", "1", "--frames");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("521 independent sigmoids", result.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal($"{Shared.Miaow} (0:06.731, 13 patches)", result.OutputLines[1]);
        Assert.Matches(@"^ +76  Cat +0\.7\d\d$", result.OutputLines[2]);
        Assert.Equal(3 + 13, result.OutputLines.Length);
        Assert.StartsWith("  0:00.480-0:01.440  ", result.OutputLines[4], StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task I_can_tag_a_folder_and_one_broken_file_does_not_stop_it()
    {
        scratch.Copy(Shared.Miaow, "a.wav");
        scratch.Write("b.wav", "this is no audio");
        scratch.Copy(Shared.Audio("fireworks_16k.wav"), "below/c.wav");
        var result = await ProgramRun.ToEnd("classify", scratch.Folder, "--recursive", "--jsonl");
        Assert.Equal(1, result.ExitCode);
        var files = result.OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["a.wav", "b.wav", "c.wav"], files.Select(file => Path.GetFileName(file.GetProperty("path").GetString())));
        Assert.Equal("Cat", Best(files[0]));
        Assert.Equal("Fireworks", Best(files[2]));
        Assert.Contains("b.wav", files[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("a2m-torch: ", StringComparison.Ordinal) && line.Contains("b.wav", StringComparison.Ordinal));
    }

    [SharedFact]
    public async Task A_missing_file_is_one_line_that_names_it()
    {
        var missing = scratch.At("nothing.wav");
        var result = await ProgramRun.ToEnd("classify", missing);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal([$"a2m-torch: {missing}: no such file"], result.ErrorLines);
    }

    [SharedFact]
    public async Task I_can_have_a_table_for_a_spreadsheet()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, Shared.Audio("fireworks_16k.wav"), "--csv", "--top-k", "3", "--aggregate", "max");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("path,start,end,index,class,score", result.OutputLines[0]);
        Assert.Equal(1 + 6, result.OutputLines.Length);
        Assert.Matches(@"miaow_16k\.wav,0\.000,6\.731,76,Cat,0\.9\d{5}$", result.OutputLines[1]);
    }

    [SharedFact]
    public async Task I_can_have_a_label_track_for_Audacity()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--audacity", "--classes", "Cat", "--threshold", "0.5");
        Assert.Equal(0, result.ExitCode);
        Assert.All(result.OutputLines, line =>
        {
            var parts = line.Split('\t');
            Assert.Equal(3, parts.Length);
            Assert.True(Seconds(parts[0]) < Seconds(parts[1]) && Seconds(parts[1]) <= 6.732);
            Assert.Matches(@"^Cat 0\.\d\d$", parts[2]);
        });
        Assert.Equal(2, result.OutputLines.Length); // it mews twice
    }

    [SharedFact]
    public async Task I_can_have_a_selection_table_for_Raven_of_every_file()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, Shared.Audio("fireworks_16k.wav"), "--raven", "--output", scratch.At("out"));
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        foreach (var name in (string[])["miaow_16k.txt", "fireworks_16k.txt"])
        {
            var rows = (await File.ReadAllLinesAsync(scratch.At($"out/{name}"))).Select(line => line.Split('\t')).ToArray();
            Assert.Equal(["Selection", "View", "Channel", "Begin Time (s)", "End Time (s)", "Low Freq (Hz)", "High Freq (Hz)"], rows[0][..7]);
            Assert.True(rows.Length > 1);
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        }
    }

    [SharedFact]
    public async Task I_can_pipe_a_recording_in()
    {
        var result = await ProgramRun.WithInput(await File.ReadAllBytesAsync(Shared.Miaow), "classify", "-", "--jsonl");
        Assert.Equal(0, result.ExitCode);
        var file = JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;
        Assert.Equal(("-", "Cat"), (file.GetProperty("path").GetString(), Best(file)));
    }

    [SharedFact]
    public async Task I_can_hear_a_part_of_a_recording_only()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--start", "0:04", "--duration", "1", "--overlap", "0", "--frames", "--jsonl");
        var file = JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;
        Assert.Equal((4.0, 1.0, 2), (file.GetProperty("start").GetDouble(), file.GetProperty("duration").GetDouble(), file.GetProperty("patches").GetInt32()));
        Assert.Equal(4.96, file.GetProperty("frames")[1].GetProperty("start").GetDouble(), 1e-9); // one patch of 0.96 s later
    }

    [SharedFact]
    public async Task I_can_use_the_float_network()
    {
        var result = await ProgramRun.ToEndWith(scratch.At("weights"), "classify", Shared.Miaow, "--network", "float", "--jsonl", "--verbose");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("Animal", Best(JsonDocument.Parse(result.Output).RootElement)); // as the golden data of that network has it
        Assert.Contains("network float", result.Error, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task A_class_that_does_not_exist_is_told()
    {
        var result = await ProgramRun.ToEnd("classify", Shared.Miaow, "--classes", "Kat");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'Kat'", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task Control_C_ends_it_with_130_and_the_results_so_far()
    {
        if (OperatingSystem.IsWindows()) return; // no signals to send there

        // The second source is never finished: what the program waits for when the signal comes.
        using var run = ProgramRun.Start(await InstalledWeights.Folder, "classify", Shared.Miaow, "-", "--json", "--batch-size", "1");
        await run.Give((await File.ReadAllBytesAsync(Shared.Miaow))[..100_000]);
        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(result.Output);
        Assert.True(document.RootElement.GetProperty("interrupted").GetBoolean());
    }

    private static string? Best(JsonElement file) => file.GetProperty("classes")[0].GetProperty("name").GetString();

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
