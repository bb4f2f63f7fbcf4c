using System.Text.Json;
using Audio2Mqtt.Torch.Cli;
using Audio2Mqtt.Torch.Cli.Rendering;
using Audio2Mqtt.Torch.Tests.Training;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>What a folder of class folders holds, as text and as JSON.</summary>
public sealed class DatasetReportTests : IDisposable
{
    private readonly LabelledFolder folder = new();
    private readonly DatasetInspection inspection;

    public DatasetReportTests()
    {
        folder.Noise("Tür, laut/a.wav", seconds: 1.5);
        folder.Noise("Tür, laut/b_part1.wav", seconds: 1);
        folder.Noise("Tür, laut/b_part2.wav", seconds: 1);
        folder.Noise("background/long.wav", seconds: 31);
        folder.Write("background/broken.wav", "no audio"u8);
        inspection = DatasetInspector.Inspect(folder.Scan());
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pipe_gets_aligned_columns_and_the_rest_goes_to_standard_error()
    {
        var (output, error) = Write(json: false);
        Assert.Equal(
            [
                "# class       clips  recordings  seconds  formats  left out",
                "  Tür, laut       3           2      3.5  WAV 3           0",
                "  background      7           1     31.0  WAV 7           1",
                "  all            10           3     34.5                  1",
            ],
            output.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        var lines = error.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith($"a2m-torch: left out: {folder.At("background/broken.wav")}: is not audio", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("a2m-torch: warning: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_has_these_fields()
    {
        using var document = JsonDocument.Parse(Write(json: true).Output);
        var root = document.RootElement;
        Assert.Equal(["folder", "clips", "recordings", "seconds", "classes", "left_out", "warnings"], Names(root));
        Assert.Equal((10, 3, 34.5), (root.GetProperty("clips").GetInt32(), root.GetProperty("recordings").GetInt32(), root.GetProperty("seconds").GetDouble()));
        var background = root.GetProperty("classes")[1];
        Assert.Equal(["name", "clips", "recordings", "seconds", "formats", "left_out"], Names(background));
        Assert.Equal(7, background.GetProperty("formats").GetProperty("WAV").GetInt32());
        var leftOut = Assert.Single(root.GetProperty("left_out").EnumerateArray());
        Assert.Equal(["path", "start", "class", "verdict", "reason"], Names(leftOut));
        Assert.Equal(("background", "unreadable"), (leftOut.GetProperty("class").GetString(), leftOut.GetProperty("verdict").GetString()));
        Assert.Contains("Tür, laut", Write(json: true).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_a_table()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        DatasetReport.Write(new Terminal(output, error, isOutputTerminal: true), inspection, json: false);
        Assert.Matches(@"│ Tür, laut  │ +3 │ +2 │ +3\.5 │ WAV 3 +│ +0 │", output.ToString());
    }

    [Fact]
    public void The_line_of_work_tells_share_and_time_left() =>
        Assert.Equal(
            "━━━━━━━━━━━━━━━━━━━━━━──────── 75%  cutting, 0:20 left", // 22.5 of 30 signs, rounded to even
            FractionLine.Describe("cutting", 0.75, TimeSpan.FromMinutes(1)));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private (string Output, string Error) Write(bool json)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        DatasetReport.Write(new Terminal(output, error), inspection, json);
        return (output.ToString(), error.ToString());
    }
}
