using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public class YamnetLayoutTests
{
    [Fact]
    public void The_table_has_the_parameter_count_of_yamnet()
    {
        // Keras' summary of YAMNet: 3,751,369 parameters, 21,888 of them moving means and variances, which folding does away with.
        var count = YamnetLayout.Tensors.Sum(tensor => YamnetLayout.Count(tensor.Shape));

        Assert.Equal(3_751_369 - 21_888, count);
    }

    [Fact]
    public void Strided_layers_reduce_a_patch_of_96_by_64_to_3_by_2()
    {
        var reduction = YamnetLayout.Convolutions.Aggregate(1, (product, convolution) => product * convolution.Stride);

        Assert.Equal((96 / 3, 64 / 2), (reduction, reduction));
    }

    [Fact]
    public void Each_convolution_takes_the_channels_of_the_one_before()
    {
        foreach (var (before, after) in YamnetLayout.Convolutions.Zip(YamnetLayout.Convolutions.Skip(1)))
            Assert.Equal(before.OutChannels, after.InChannels);
        Assert.Equal(YamnetLayout.EmbeddingSize, YamnetLayout.Convolutions[^1].OutChannels);
    }
}
