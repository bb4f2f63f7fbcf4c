using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public sealed class KerasH5ReaderTests : IDisposable
{
    // Folding divides and multiplies once in double; what float32 input lost is at most a few of its last places at magnitude 5.
    private const float FoldingTolerance = 2e-6f;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folding_agrees_with_a_case_worked_by_hand()
    {
        // s = gamma / sqrt(3.75 + 0.25) = 0.5 for channel 0 and 3 / sqrt(8.75 + 0.25) = 1 for channel 1;
        // w = [2, 4] * 0.5 and [6, 8] * 1; b = 0.25 - 3 * 0.5 and 1 - (-2) * 1.
        float[] kernel = [2, 4, 6, 8];

        var bias = BatchNormFolding.Fold(kernel, [1, 3], [0.25f, 1], [3, -2], [3.75f, 8.75f], 0.25f);

        Assert.Equal([1, 2, 6, 8], kernel);
        Assert.Equal([-1.25f, 3], bias);
    }

    [Hdf5Fact]
    public void A_file_of_the_exact_layout_folds_to_the_expected_network()
    {
        KerasH5File.Write(folder.File("yamnet.h5"));

        var weights = WeightsFile.Read(folder.File("yamnet.h5"));

        Assert.Equal(("float", "keras-h5"), (weights.Name, weights.Provenance.Format));
        foreach (var (expected, actual) in SyntheticYamnet.Create().Tensors.Zip(weights.Tensors))
        {
            Assert.Equal(expected.Name, actual.Name);
            Assert.All(expected.Data.Zip(actual.Data), pair => Assert.InRange(pair.Second - pair.First, -FoldingTolerance, FoldingTolerance));
        }
    }

    [Hdf5Fact]
    public void A_saved_model_and_an_unnamed_dense_layer_are_read_too()
    {
        KerasH5File.Write(folder.File("model.h5"), "/model_weights", "dense");

        Assert.Equal(SyntheticYamnet.Create()["logits.weight"].Data, WeightsFile.Read(folder.File("model.h5"))["logits.weight"].Data);
    }

    [Hdf5Fact]
    public void Another_network_is_refused_with_the_dataset_that_is_missing()
    {
        using (var writer = new Hdf5Writer(folder.File("other.h5"))) writer.WriteFloats("/logits/logits/bias:0", [521], new float[521]);

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(folder.File("other.h5")));

        Assert.Contains("/layer1/conv/layer1/conv/kernel:0", error.Message, StringComparison.Ordinal);
        Assert.Contains("other.h5", error.Message, StringComparison.Ordinal);
    }

    [Hdf5Fact]
    public void A_dataset_of_another_shape_is_refused_with_its_place()
    {
        var path = folder.File("shape.h5");
        using (var writer = new Hdf5Writer(path))
        {
            writer.WriteFloats("/layer1/conv/layer1/conv/kernel:0", [3, 3, 32, 1], new float[288]);
            writer.WriteFloats("/logits/logits/bias:0", [521], new float[521]);
        }

        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));

        Assert.Contains("[3, 3, 32, 1] where [3, 3, 1, 32] belongs", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Offset);
    }

    [Hdf5Fact]
    public void Reading_allocates_less_than_four_times_the_file()
    {
        KerasH5File.Write(folder.File("yamnet.h5"));
        WeightsFile.Read(folder.File("yamnet.h5"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        WeightsFile.Read(folder.File("yamnet.h5"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * new FileInfo(folder.File("yamnet.h5")).Length);
    }
}
