using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public sealed class TfjsReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Every value is exact in each form, and folding multiplies by exactly 1: nothing may differ.
    [Theory]
    [InlineData("float32", false)]
    [InlineData("float32", true)]
    [InlineData("float16", false)]
    [InlineData("uint8", false)]
    [InlineData("uint16", false)]
    public void A_model_of_the_exact_layout_is_the_expected_network(string storedType, bool unfused)
    {
        var path = new TfjsModel(storedType, unfused).Save(folder);

        var weights = WeightsFile.Read(path);

        Assert.Equal(("float", "tfjs"), (weights.Name, weights.Provenance.Format));
        Assert.Empty(weights.ClassNames);
        Assert.Equal(SyntheticYamnet.Create().WeightsHash, weights.WeightsHash);
    }

    [Fact]
    public void A_folder_with_a_model_is_read_like_its_model_json()
    {
        new TfjsModel("uint8").Save(folder);

        Assert.Equal(SyntheticYamnet.Create().WeightsHash, WeightsFile.Read(folder.Path).WeightsHash);
    }

    [Fact]
    public void Relu6_in_the_graph_is_kept()
    {
        var path = new TfjsModel("uint8", activation: "Relu6").Save(folder);

        Assert.Equal(YamnetActivation.Relu6, WeightsFile.Read(path).Activation);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        var path = new TfjsModel().Save(folder);
        File.Delete(folder.File("group1-shard3of4.bin"));

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Equal(folder.File("group1-shard3of4.bin"), error.Path);
        Assert.Contains("all shards", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_of_another_size_is_refused()
    {
        var path = new TfjsModel("uint8").Save(folder);
        File.AppendAllText(folder.File("group1-shard1of1.bin"), "x");

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Contains("bytes where the manifest lists", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"group1-shard1of1.bin\"", "\"../group1-shard1of1.bin\"", "not the plain name")]
    [InlineData("\"FusedDepthwiseConv2dNative\"", "\"AvgPool\"", "does not belong")]
    [InlineData("\"U0FNRQ==\"", "\"VkFMSUQ=\"", "padding or data format")]
    [InlineData("\"_FusedMatMul\"", "\"Softmax\"", "0 dense layers")]
    [InlineData("[1024,521]", "[521,1024]", "0 dense layers")]
    [InlineData("\"mean\",\"unknown_134\"", "\"dense\",\"unknown_134\"", "does not belong")]
    [InlineData("\"uint8\",\"scale\":0.015625", "\"uint8\",\"scale\":\"x\"", "'scale' is not a number")]
    public void Another_graph_is_refused_with_the_reason(string original, string replacement, string reason)
    {
        var path = new TfjsModel("uint8").Save(folder);
        var json = File.ReadAllText(path);
        Assert.Contains(original, json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace(original, replacement, StringComparison.Ordinal));

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Broken_json_is_refused_with_its_place()
    {
        var path = new TfjsModel("uint8").Save(folder);
        var json = File.ReadAllText(path);
        File.WriteAllText(path, json[..1000]);

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Equal(1000, error.Offset);
    }

    [Fact]
    public void Reading_allocates_less_than_four_times_the_files()
    {
        var model = new TfjsModel();
        var path = model.Save(folder);
        WeightsFile.Read(path);
        var before = GC.GetAllocatedBytesForCurrentThread();

        WeightsFile.Read(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * (model.DataBytes + model.Json.Length));
    }
}
