using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

[Collection(ClassifierTests.CountsTensors)]
public sealed class TrainingRunTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_training_leaves_a_page_that_needs_nothing_beside_it()
    {
        for (var k = 0; k < 6; k++)
        {
            folder.Noise($"data/background/{k}x.wav", 1);
            folder.Wav($"data/<b>ell & \"co\"/{k}x.wav", Signals.Tone(900 + k, 16_000, 16_000));
        }

        folder.Wav("data/background/still.wav", new float[16_000]);
        var plan = new TrainingPlan
        {
            Dataset = new DatasetScanner().Scan(folder.At("data")),
            Output = folder.At("models/m"),
            Spectrum = new SpectrumOptions { Bins = 20, WindowSeconds = 0.5 },
            Asked = new() { ["embedding"] = "spectrum" },
        };
        using var result = await new TrainingRun(plan).RunAsync(null);

        var page = await File.ReadAllTextAsync(folder.At("models/m/report.html"));
        Assert.DoesNotMatch(new Regex("""(src|href)\s*=\s*["']?(https?:|//|file:)""", RegexOptions.IgnoreCase), page);
        Assert.DoesNotContain("<b>ell", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;ell &amp; ", page, StringComparison.Ordinal);
        Assert.Contains("is silent: below -60 dBFS throughout", page, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, page, StringComparison.Ordinal); // no path of this machine
        Assert.DoesNotContain(folder.Path, await File.ReadAllTextAsync(folder.At("models/m/model.json")), StringComparison.Ordinal);
        using var loaded = SoundModel.Load(plan.Output);
        Assert.Equal(result.Model.Hash, loaded.Hash);
    }
}
