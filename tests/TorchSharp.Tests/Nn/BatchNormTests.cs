using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

/// <summary>Statistics worked by hand: channel 0 of the batch is 1, 3, 5 (mean 3, biased variance 8/3, unbiased 4).</summary>
public sealed class BatchNormTests
{
    [Fact]
    public void Training_normalises_by_the_batch_and_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(1, eps: 0, momentum: 0.25, dtype: ScalarType.Float64);
        var y = norm.call(tensor([1.0, 3, 5], [3, 1]));
        var unit = 2 / Math.Sqrt(8.0 / 3);
        Assert.Equal([-unit, 0, unit], y.data<double>().ToArray().Select(number => Math.Round(number, 12)), new Close());
        Assert.Equal(0.25 * 3, norm.running_mean!.item<double>(), 1e-12);
        Assert.Equal(0.75 + 0.25 * 4, norm.running_var!.item<double>(), 1e-12);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Evaluation_normalises_by_the_running_statistics_and_moves_nothing()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(1, eps: 0, dtype: ScalarType.Float64);
        norm.load_state_dict(new()
        {
            ["weight"] = tensor([3.0]),
            ["bias"] = tensor([1.0]),
            ["running_mean"] = tensor([2.0]),
            ["running_var"] = tensor([4.0]),
            ["num_batches_tracked"] = tensor(7L),
        });
        norm.eval();
        var y = norm.call(tensor([2.0, 4, 0, 6], [1, 1, 2, 2]));
        Assert.Equal([1.0, 4, -2, 7], y.data<double>().ToArray()); // (x - 2) / 2 * 3 + 1
        Assert.Equal(2.0, norm.running_mean!.item<double>());
        Assert.Equal(7, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Without_running_statistics_the_batch_counts_in_evaluation_too()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(1, eps: 0, affine: false, track_running_stats: false);
        norm.eval();
        Assert.Equal([-1f, 1], norm.call(tensor([4f, 8], [2, 1])).data<float>().ToArray());
        Assert.Empty(norm.state_dict());
    }

    [Fact]
    public void Its_state_is_two_parameters_and_three_buffers()
    {
        using var norm = BatchNorm2d(2);
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.state_dict().Keys);
        Assert.Equal([1f, 1], norm.weight.data<float>().ToArray());
        Assert.Equal([0f, 0], norm.bias!.data<float>().ToArray());
        norm.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, norm.running_var!.dtype);
        Assert.Equal(ScalarType.Int64, norm.num_batches_tracked!.dtype); // a count stays a count
    }

    [Fact]
    public void Wrong_dimensions_are_refused()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(2);
        Assert.Throws<ArgumentException>(() => norm.call(zeros(3, 2)));
    }

    // 1e-11: numbers rounded to 12 digits, near 1.
    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-11;

        public int GetHashCode(double obj) => 0;
    }
}
