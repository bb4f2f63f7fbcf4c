using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Numerics;

public sealed class StreamTests
{
    [Fact]
    public void Bytes_are_the_elements_memory()
    {
        using var t = tensor(new[] { 1f, -2f });
        Assert.Equal(new[] { 1f, -2f }, MemoryMarshal.Cast<byte, float>(t.bytes).ToArray());
        MemoryMarshal.Cast<byte, float>(t.bytes)[1] = 7;
        Assert.Equal([1, 7], Numbers.Of(t));
        t.bytes = MemoryMarshal.AsBytes(new[] { 3f, 4f }.AsSpan());
        Assert.Equal([3, 4], Numbers.Of(t));
        Assert.ThrowsAny<Exception>(() => t.bytes = new byte[3]);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    public void Bytes_through_a_stream_are_the_same_tensor(int bufferSize)
    {
        using var source = tensor(Numbers.Any(1000, seed: 6), [10, 100]);
        using var target = zeros(10, 100, dtype: ScalarType.Float64);
        using var stream = new MemoryStream();
        source.WriteBytesToStream(stream, bufferSize);
        Assert.Equal(8000, stream.Length);
        Assert.Equal(Numbers.Of(source), MemoryMarshal.Cast<byte, double>(stream.ToArray()).ToArray());
        stream.Position = 0;
        target.ReadBytesFromStream(stream, bufferSize);
        Assert.Equal(Numbers.Of(source), Numbers.Of(target));
    }

    [Fact]
    public void A_stream_that_ends_early_is_an_error()
    {
        using var target = zeros(4);
        using var stream = new MemoryStream(new byte[10]);
        Assert.ThrowsAny<Exception>(() => target.ReadBytesFromStream(stream));
    }

    [Fact]
    public void An_accessor_reads_and_writes_single_elements_and_stretches()
    {
        using var t = zeros(2, 3, dtype: ScalarType.Int32);
        using var data = t.data<int>();
        data[1, 2] = 5;
        data[0, 1] = 7;
        Assert.Equal([0, 7, 0, 0, 0, 5], Numbers.Of(t));
        Assert.Equal(6, data.Count);
        var array = new int[6];
        data.CopyTo(array);
        Assert.Equal([0, 7, 0, 0, 0, 5], array);
        data.CopyFrom([1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers.Of(t));
        Assert.Equal([1, 2, 3, 4, 5, 6], data.ToArray());
    }
}
