using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class SavedFormTests
{
    // Two entries; "weight": Float32 (6), 2 dimensions, 1 x 2; "bias": Float32, 1 dimension, 1.
    private static readonly byte[] LinearTwoToOne =
    [
        2,
        6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 1, 2, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0,
        4, (byte)'b', (byte)'i', (byte)'a', (byte)'s', 6, 1, 1, 0, 0, 0x80, 0x3e,
    ];

    [Fact]
    public void A_linear_module_is_saved_byte_by_byte_as_the_format_says()
    {
        using var linear = TwoToOne(1.5f, -2f, 0.25f);
        using var stream = new MemoryStream();
        linear.save(stream);
        Assert.Equal(LinearTwoToOne, stream.ToArray());
    }

    [Fact]
    public void A_saved_linear_module_is_read_back()
    {
        using var linear = Linear(2, 1);
        linear.load(new MemoryStream(LinearTwoToOne));
        Assert.Equal([1.5f, -2f], linear.weight.data<float>().ToArray());
        Assert.Equal(0.25f, linear.bias!.item<float>());
        Assert.True(linear.weight.requires_grad);
    }

    private static Modules.Linear TwoToOne(float first, float second, float bias)
    {
        var linear = Linear(2, 1);
        using var weight = tensor(new[] { first, second }, [1, 2]);
        using var offset = tensor(new[] { bias });
        linear.load_state_dict(new() { ["weight"] = weight, ["bias"] = offset });
        return linear;
    }
}
