using Audio2Mqtt.Torch.Network;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

public sealed class StoredThresholdsTests : IDisposable
{
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("a2m-thresholds-");

    public void Dispose() => scratch.Delete(recursive: true);

    [Fact]
    public void New_thresholds_replace_those_of_their_classes_and_nothing_else()
    {
        var folder = Path.Combine(scratch.FullName, "mine");
        using (var model = TestModel.Create(TestModel.Describe() with { Thresholds = new Dictionary<string, float> { ["dog bark"] = 0.6f, ["Türklingel"] = 0.8f } }))
            model.Save(folder);
        File.WriteAllText(Path.Combine(folder, "report.html"), "stays");
        var tensors = File.ReadAllBytes(Path.Combine(folder, "model.safetensors"));

        SoundModel.StoreThresholds(folder, new Dictionary<string, float> { ["dog bark"] = 0.75f });

        using var loaded = SoundModel.Load(folder);
        Assert.Equal(0.75f, loaded.Description.Thresholds["dog bark"]);
        Assert.Equal(0.8f, loaded.Description.Thresholds["Türklingel"]);
        Assert.Equal(1.25, loaded.Description.PatchTemperature);
        Assert.Equal(tensors, File.ReadAllBytes(Path.Combine(folder, "model.safetensors")));
        Assert.Equal("stays", File.ReadAllText(Path.Combine(folder, "report.html")));
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void A_threshold_of_no_class_or_out_of_range_changes_nothing()
    {
        var folder = Path.Combine(scratch.FullName, "mine");
        using (var model = TestModel.Create()) model.Save(folder);
        var before = File.ReadAllText(Path.Combine(folder, "model.json"));
        Assert.Throws<ModelException>(() => SoundModel.StoreThresholds(folder, new Dictionary<string, float> { ["cat"] = 0.5f }));
        Assert.Throws<ModelException>(() => SoundModel.StoreThresholds(folder, new Dictionary<string, float> { ["dog bark"] = 1.5f }));
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "model.json")));
    }
}
