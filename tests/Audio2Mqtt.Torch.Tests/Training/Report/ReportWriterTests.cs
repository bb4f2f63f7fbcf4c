using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Tests.Training.Metrics;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Report;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Report;

public sealed partial class ReportWriterTests
{
    private const string Hostile = "<script>alert(\"x\")</script> & 'y'";

    [Fact]
    public void Whatever_comes_from_outside_is_escaped()
    {
        string[] classes = [Hostile, "dog", "rain"];
        var report = EvaluationReport.Of(SampleClips.Predictions, classes) with { Noise = [new(Hostile, 10, 1, 1, 1, 0, 0)], Warnings = [Hostile] };
        var page = Written(new()
        {
            Title = Hostile,
            Facts = [new(Hostile, Hostile)],
            EvaluatedOn = Hostile,
            Evaluation = report,
            Dataset = [new(Hostile, 1, 1, 1)],
            LeftOut = [new($"/home/me/{Hostile}", Hostile)],
            Options = [new(Hostile, Hostile)],
        });
        Assert.Single(Script().Matches(page)); // ours
        Assert.DoesNotContain("alert(\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_anywhere()
    {
        var page = Written(new() { Title = "bell", Evaluation = EvaluationReport.Of(SampleClips.Predictions, SampleClips.Classes) });
        Assert.All(Address().Matches(page).Select(match => match.Groups[1].Value), address => Assert.StartsWith("data:", address));
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_recordings_lie_stays_at_home()
    {
        var clip = SampleClips.Of(0, 1, [0.9f, 0.1f, 0], []) with { Clip = new() { Path = "/home/me/training/dog/1.wav", ClassName = "dog", Recording = "1" } };
        var page = Written(new()
        {
            Title = "bell",
            Evaluation = EvaluationReport.Of([clip], SampleClips.Classes),
            LeftOut = [new("/home/me/training/dog/broken.wav", "is silent")],
        });
        Assert.Contains("dog/1.wav", page, StringComparison.Ordinal);
        Assert.Contains("dog/broken.wav: is silent", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/home/me", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_without_validation_and_of_one_epoch_is_drawn_too()
    {
        var page = Written(new() { Title = "bell", Epochs = [new(1, 0.5, 0.9, double.NaN, double.NaN, 1e-3)], BestEpoch = 1 });
        var drawn = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)];
        Assert.DoesNotContain("NaN", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", drawn, StringComparison.Ordinal);
        Assert.Contains("<circle class=\"dot one\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("How good it is</h2>", page, StringComparison.Ordinal);
    }

    private static string Written(ReportContent content)
    {
        using var text = new StringWriter();
        ReportWriter.Write(text, content);
        return text.ToString();
    }

    [GeneratedRegex("<script")]
    private static partial Regex Script();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
