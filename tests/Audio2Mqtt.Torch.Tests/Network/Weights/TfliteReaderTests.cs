using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public class TfliteReaderTests
{
    // Expected values and hashes come from a separate program that reads the flatbuffers with Python's struct module.
    private const string LiteHash = "20fa75f72267be78f012d4b4a2a728151bad68347a476bf17af89b0b89cf8bab";
    private const string HubHash = "cb6a3211814f9c2e247420d16c33d4ecd0e76764515febe6337afc7bc69d6b7c";

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void The_official_file_is_the_lite_network_with_relu6()
    {
        var weights = WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Lite));

        Assert.Equal(YamnetVariant.Lite, weights.Variant);
        Assert.Equal("lite", weights.Name);
        Assert.Equal(YamnetActivation.Relu6, weights.Activation);
        Assert.Equal("10c95ea3eb9a7bb4cb8bddf6feb023250381008177ac162ce169694d05c317de", weights.Provenance.SourceSha256);
        Assert.Equal("tflite", weights.Provenance.Format);
    }

    [GenuineWeightsFact(GenuineWeights.Hub)]
    public void The_dynamic_range_file_is_the_float_network_with_relu_and_carries_no_class_names()
    {
        var weights = WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Hub));

        Assert.Equal(YamnetVariant.Float, weights.Variant);
        Assert.Equal("float", weights.Name);
        Assert.Equal(YamnetActivation.Relu, weights.Activation);
        Assert.Empty(weights.ClassNames);
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void Lite_values_are_scale_times_integer_in_torch_layout()
    {
        var weights = WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Lite));

        AssertValue(-16 * 0.008401617407798767, weights["layer1.conv.weight"], 5, 0, 1, 2);
        AssertValue(841 * 0.0006116389413364232, weights["layer1.conv.bias"], 7);
        AssertValue(-37 * 0.015313386917114258, weights["layer2.depthwise_conv.weight"], 11, 0, 2, 1);
        AssertValue(-9 * 0.005479417275637388, weights["layer2.pointwise_conv.weight"], 63, 31, 0, 0);
        AssertValue(3 * 0.0013006676454097033, weights["layer14.pointwise_conv.weight"], 1000, 3, 0, 0);
        AssertValue(-15 * 0.02734142355620861, weights["logits.weight"], 520, 1023);
        AssertValue(-781 * 0.0006104888743720949, weights["logits.bias"], 0);
    }

    [GenuineWeightsFact(GenuineWeights.Hub)]
    public void Hub_values_are_floats_where_the_file_has_floats_and_scaled_integers_elsewhere()
    {
        var weights = WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Hub));

        AssertValue(0.16507726907730103, weights["layer1.conv.weight"], 31, 0, 2, 2);
        AssertValue(0.3491164445877075, weights["layer2.depthwise_conv.weight"], 31, 0, 0, 1);
        AssertValue(34 * 0.007008952088654041, weights["layer14.depthwise_conv.weight"], 1000, 0, 1, 1);
        AssertValue(-6 * 0.007516980636864901, weights["logits.weight"], 300, 17);
        AssertValue(0.17675770819187164, weights["logits.bias"], 520);
    }

    [GenuineWeightsFact(GenuineWeights.Lite, GenuineWeights.Hub)]
    public void Every_tensor_of_both_files_agrees_with_an_independent_reader()
    {
        Assert.Equal(LiteHash, WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Lite)).WeightsHash);
        Assert.Equal(HubHash, WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Hub)).WeightsHash);
    }

    [GenuineWeightsFact(GenuineWeights.Lite, GenuineWeights.ClassMap)]
    public void The_appended_labels_are_the_display_names_of_the_class_map()
    {
        var weights = WeightsFile.Read(GenuineWeights.Path(GenuineWeights.Lite));

        // index,mid,display_name; a name with a comma is quoted, and no name holds a quote.
        var expected = File.ReadLines(GenuineWeights.Path(GenuineWeights.ClassMap)).Skip(1)
            .Select(line => line.Split(',', 3)[2].Trim('"'));
        Assert.Equal(expected, weights.ClassNames);
    }

    [GenuineWeightsFact(GenuineWeights.Lite)]
    public void Reading_allocates_less_than_four_times_the_file()
    {
        var path = GenuineWeights.Path(GenuineWeights.Lite);
        WeightsFile.Read(path);
        var before = GC.GetAllocatedBytesForCurrentThread();

        WeightsFile.Read(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * new FileInfo(path).Length);
    }

    [Theory]
    [InlineData(true, "lite")]
    [InlineData(false, "float")]
    public void A_file_of_the_exact_layout_is_the_expected_network(bool lite, string name)
    {
        using var folder = new TemporaryFolder();

        var weights = WeightsFile.Read(folder.Write("made-up.tflite", TfliteFile.Create(lite).Bytes));

        Assert.Equal(name, weights.Name);
        Assert.Equal(lite ? SyntheticYamnet.ClassNames : [], weights.ClassNames);
        Assert.Equal(SyntheticYamnet.Create().WeightsHash, weights.WeightsHash);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var bytes = TfliteFile.Create(lite: false).Bytes;
        var path = folder.Write("cut.tflite", bytes.AsSpan(0, bytes.Length - 1));

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Equal(path, error.Path);
        Assert.NotNull(error.Offset);
    }

    private static void AssertValue(double expected, WeightTensor tensor, params int[] index)
    {
        var flat = index.Zip(tensor.Shape).Aggregate(0L, (at, axis) => (at * axis.Second) + axis.First);
        Assert.Equal((float)expected, tensor.Data[flat]);
    }
}
