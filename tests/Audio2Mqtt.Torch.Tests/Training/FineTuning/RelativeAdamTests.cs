using Audio2Mqtt.Torch.Training.FineTuning;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training.FineTuning;

public class RelativeAdamTests
{
    private static readonly float[] Kernel = [1, -2, 0.001f, 0.003f];
    private static readonly float[] Bias = [0.5f, 0];

    // Single precision holds 7 digits; three steps round a few times.
    private const float Rounding = 1e-6f;

    [Fact]
    public void Three_steps_are_Adam_times_the_size_of_each_channel()
    {
        using var scope = NewDisposeScope();
        var (kernel, bias) = (Open(Kernel, 2, 2), Open(Bias, 2));
        using var adam = new RelativeAdam([kernel, bias], [kernel, bias]);
        (float[] Kernel, float[] Bias)[] gradients =
        [
            ([0.1f, -0.2f, 30, 10], [1, -1]),
            ([0.3f, 0.1f, -20, 10], [0.5f, 2]),
            ([-0.1f, 0.4f, 5, -40], [-2, 0.25f]),
        ];
        foreach (var gradient in gradients)
        {
            adam.ZeroGrad();
            Pull(kernel, gradient.Kernel);
            Pull(bias, gradient.Bias);
            adam.Step(0.01);
        }

        // numpy in double precision: m = .9 m + .1 g; v = .99 v + .01 g g; w -= .01 size m/(1-.9^t) / sqrt(v/(1-.99^t)), size = the row's root mean
        // square before the first step; a bias's is the larger of |b| and its row's.
        Near([9.6205546907e-01f, -1.9871841088f, 9.6995356911e-04f, 2.9629604137e-03f], kernel);
        Near([4.7268387189e-01f, 6.3018343849e-06f], bias);
    }

    [Fact]
    public void Channels_a_thousandfold_apart_change_by_the_same_share()
    {
        using var scope = NewDisposeScope();
        float[] small = [0.001f, -0.002f, 0.0015f];
        var kernel = Open([.. small, .. small.Select(value => value * 1000)], 2, 3);
        using var adam = new RelativeAdam([kernel], [kernel]);
        for (var step = 0; step < 5; step++)
        {
            adam.ZeroGrad();
            Pull(kernel, [1, -2, 3, 0.5f, -1, 1.5f]); // the second channel's, halved: Adam does not see a gradient's scale
            adam.Step(0.02);
        }

        var values = Values(kernel);
        Assert.All(Enumerable.Range(0, 3), k => Assert.Equal(values[k] * 1000, values[k + 3], 1e-4f));
        Assert.True(Math.Abs(values[0] - small[0]) > 1e-5f);
    }

    [Fact]
    public void Steps_too_small_for_16_bits_add_up_in_the_kept_weights()
    {
        using var scope = NewDisposeScope();
        var kept = Open([1, 1, 1, 1], 1, 4);
        var computing = new Parameter(kept.detach().to(ScalarType.BFloat16), requires_grad: true);
        using var adam = new RelativeAdam([kept], [computing]);
        for (var step = 0; step < 10; step++)
        {
            adam.ZeroGrad();
            Pull(computing, [1, 1, 1, 1]);
            adam.Step(1e-4);
        }

        Assert.Equal([1, 1, 1, 1], Values(kept));
        Assert.Equal([1, 1, 1, 1], Values(computing)); // bfloat16 has steps of 1/256 below 1
        adam.CopyToKept();
        Assert.All(Values(kept), value => Assert.Equal(1 - (10 * 1e-4f), value, Rounding));
        Assert.Equal(ScalarType.Float32, kept.dtype);
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var kernel = Open(Kernel, 2, 2);
        using var adam = new RelativeAdam([kernel], [kernel]);
        void Step()
        {
            adam.ZeroGrad();
            Pull(kernel, [1, 2, 3, 4]);
            adam.Step(0.01);
            adam.CopyToKept();
        }

        Step();
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var k = 0; k < 5; k++) Step();
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static Parameter Open(float[] values, params long[] shape) => new(tensor(values, shape), requires_grad: true);

    // The gradient of sum(p * g) is g.
    private static void Pull(Parameter parameter, float[] gradient)
    {
        using var scope = NewDisposeScope();
        (parameter * tensor(gradient, parameter.shape).to(parameter.dtype)).sum().backward();
    }

    private static float[] Values(Parameter parameter)
    {
        using var scope = NewDisposeScope();
        return parameter.detach().to(ScalarType.Float32).data<float>().ToArray();
    }

    private static void Near(float[] expected, Parameter parameter)
    {
        var values = Values(parameter);
        Assert.Equal(expected.Length, values.Length);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, Rounding));
    }
}
