using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class StateTests
{
    [Fact]
    public void A_saved_network_comes_back_with_its_buffers()
    {
        using var scope = NewDisposeScope();
        using var net = Net();
        net.call(randn(4, 2)); // moves the running statistics
        using var stream = new MemoryStream();
        net.save(stream);
        using var copy = Net();
        var loaded = new Dictionary<string, bool>();
        Assert.Same(copy, copy.load(new MemoryStream(stream.ToArray()), loadedParameters: loaded));
        MustAgree(net, copy);
        Assert.Equal(net.state_dict().Keys, loaded.Keys);
        Assert.All(loaded.Values, Assert.True);
        net.eval();
        copy.eval();
        var x = randn(3, 2);
        Assert.True(net.call(x).allclose(copy.call(x)));
    }

    [Fact]
    public void A_file_holds_parameters_first_and_buffers_behind()
    {
        using var net = Net();
        Assert.Equal(
            ["fc.weight", "fc.bias", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked"],
            net.state_dict().Keys);
    }

    [Fact]
    public void A_network_goes_through_a_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bin");
        try
        {
            using var net = Net();
            using var copy = Net();
            net.save(path);
            copy.load(path);
            MustAgree(net, copy);
        }
        finally
        {
            File.Delete(path);
        }

        using var none = Net();
        Assert.Throws<FileNotFoundException>(() => none.load(path));
    }

    [Fact]
    public void A_strict_load_wants_the_very_keys_types_and_shapes()
    {
        using var net = Net();
        MustRefuse(net, Linear(2, 2)); // fewer entries
        MustRefuse(net, Sequential(("xx", Linear(2, 2)), ("bn", BatchNorm1d(2)))); // other keys
        MustRefuse(net, Sequential(("fc", Linear(3, 2)), ("bn", BatchNorm1d(2)))); // another shape
        MustRefuse(net, Sequential(("fc", Linear(2, 2, dtype: ScalarType.Float64)), ("bn", BatchNorm1d(2)))); // another type
    }

    [Fact]
    public void A_lenient_load_reads_past_strangers_and_skips_what_it_is_told()
    {
        using var scope = NewDisposeScope();
        using var large = Sequential(("extra", Linear(3, 3)), ("fc", Linear(2, 2)), ("bn", BatchNorm1d(2)));
        using var net = Net();
        var kept = net.get_parameter("fc.bias")!.clone();
        var loaded = new Dictionary<string, bool>();
        net.load(Saved(large), strict: false, skip: ["fc.bias"], loadedParameters: loaded);
        Assert.True(net.get_parameter("fc.weight")!.allclose(large.get_parameter("fc.weight")!));
        Assert.True(net.get_parameter("fc.bias")!.allclose(kept));
        Assert.False(loaded["extra.weight"]);
        Assert.True(loaded["fc.weight"]);
    }

    [Fact]
    public void What_is_skipped_in_saving_is_not_in_the_file()
    {
        using var net = Net();
        using var stream = new MemoryStream();
        net.save(stream, skip: ["fc.weight", "bn.num_batches_tracked"]);
        Assert.Equal(5, stream.ToArray()[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(40)]
    public void A_file_that_is_cut_off_is_an_error(int length)
    {
        using var net = Net();
        var bytes = Saved(net).ToArray();
        Assert.ThrowsAny<Exception>(() => net.load(new MemoryStream(bytes[..length])));
        Assert.ThrowsAny<Exception>(() => net.load(new MemoryStream(bytes[..^1])));
    }

#if !TORCHSHARP_PACKAGE
    // How the official package fails on broken files is its own affair.
    [Fact]
    public void A_broken_file_is_one_of_three_errors_and_never_asks_for_more_memory_than_it_has()
    {
        manual_seed(14);
        using var net = Net();
        var bytes = Saved(net).ToArray();
        var random = new Random(14);
        for (var k = 0; k < 5_000; k++)
        {
            var broken = bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)];
            for (var change = random.Next(1, 4); change > 0; change--)
                broken[random.Next(Math.Min(broken.Length, 120))] = (byte)random.Next(256);
            if (Record.Exception(() => net.load(new MemoryStream(broken), strict: k % 2 == 0)) is { } error)
                Assert.True(error is ArgumentException or InvalidDataException or IOException, $"mutation {k}: {error}");
        }
    }
#endif

    [Fact]
    public void Garbage_is_an_error_that_tells_the_counts()
    {
        using var net = Net();
        var garbage = new byte[100];
        Array.Fill(garbage, (byte)0x55);
        var error = Assert.Throws<ArgumentException>(() => net.load(new MemoryStream(garbage)));
        Assert.Contains("7", error.Message, StringComparison.Ordinal);
        Assert.Contains("85", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_dictionary_is_live_and_is_copied_by_key()
    {
        using var scope = NewDisposeScope();
        using var net = Net();
        using var copy = Net();
        var (missing, unexpected) = copy.load_state_dict(net.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        MustAgree(net, copy);
        Assert.Same(net.get_parameter("fc.weight"), net.state_dict()["fc.weight"]);
    }

    [Fact]
    public void A_state_dictionary_that_does_not_fit_is_told_or_refused()
    {
        using var scope = NewDisposeScope();
        using var net = Net();
        var state = net.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value);
        state.Remove("fc.bias");
        state["more"] = zeros(1);
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        var (missing, unexpected) = net.load_state_dict(state, strict: false);
        Assert.Equal(["fc.bias"], missing);
        Assert.Equal(["more"], unexpected);
    }

    [Fact]
    public void A_tensor_goes_through_its_own_saved_form()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new long[,] { { 1, -2, 3 }, { 4, 5, 1L << 40 } });
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        t.Save(writer);
        var bytes = stream.ToArray();
        Assert.Equal([4, 2, 2, 3], bytes[..4]); // Int64, two dimensions, 2 x 3
        Assert.Equal(4 + 6 * 8, bytes.Length);
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var read = TensorExtensionMethods.Load(reader);
        Assert.Equal(t.shape, read.shape);
        Assert.Equal(t.data<long>().ToArray(), read.data<long>().ToArray());
    }

    [Fact]
    public void A_long_dimension_takes_two_bytes_and_a_tensor_that_is_not_contiguous_is_refused()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        zeros([300, 1], dtype: ScalarType.Int8).Save(writer);
        Assert.Equal([1, 2, 0xac, 0x02, 1], stream.ToArray()[..5]); // 300 = 0b10_0101100
        Assert.Throws<InvalidOperationException>(() => zeros(2, 3).t().Save(writer));
    }

#if !TORCHSHARP_PACKAGE
    [Theory]
    [InlineData(new byte[] { 6, 3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 4 })] // 2^56 squared
    [InlineData(new byte[] { 6, 2, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f })] // 0 x 2^63
    [InlineData(new byte[] { 6, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1 })] // a length of 70 bits
    [InlineData(new byte[] { 6, 90 })] // 90 dimensions
    [InlineData(new byte[] { 77, 0 })] // an unknown element type
    public void Lengths_that_no_memory_holds_are_no_tensor(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(reader));
    }
#endif

    private static Modules.Sequential Net() => Sequential(("fc", Linear(2, 2)), ("bn", BatchNorm1d(2)));

    private static MemoryStream Saved(Module module)
    {
        var stream = new MemoryStream();
        module.save(stream);
        return new MemoryStream(stream.ToArray());
    }

    private static void MustRefuse(Module net, Module other)
    {
        using (other)
            Assert.Throws<ArgumentException>(() => net.load(Saved(other)));
    }

    private static void MustAgree(Module one, Module other)
    {
        using var scope = NewDisposeScope();
        var state = other.state_dict();
        foreach (var (key, tensor) in one.state_dict())
            Assert.True(tensor.allclose(state[key], rtol: 0, atol: 0), key);
    }
}
