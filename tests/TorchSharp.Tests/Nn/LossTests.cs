using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

/// <summary>Losses against numbers worked by hand.</summary>
public sealed class LossTests
{
    private const double Tolerance = 1e-12;

    // Softmax of these rows is 1/2, 1/4, 1/4 and 1/5, 1/5, 3/5.
    private static Tensor Logits => tensor([Math.Log(2), 0, 0, 0, 0, Math.Log(3)], [2, 3]);

    private static Tensor Targets => tensor([0L, 1]);

    [Fact]
    public void Cross_entropy_is_the_mean_of_minus_the_logarithms()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Math.Log(2), Math.Log(5));
        Assert.Equal((first + second) / 2, CrossEntropyLoss().call(Logits, Targets).item<double>(), Tolerance);
        Assert.Equal(first + second, CrossEntropyLoss(reduction: Reduction.Sum).call(Logits, Targets).item<double>(), Tolerance);
        Assert.Equal([2], CrossEntropyLoss(reduction: Reduction.None).call(Logits, Targets).shape);
    }

    [Fact]
    public void Class_weights_make_a_weighted_mean()
    {
        using var scope = NewDisposeScope();
        var weighted = CrossEntropyLoss(tensor([3.0, 1, 1])).call(Logits, Targets).item<double>();
        Assert.Equal((3 * Math.Log(2) + Math.Log(5)) / 4, weighted, Tolerance);
    }

    [Fact]
    public void An_ignored_class_counts_nothing()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Math.Log(2), CrossEntropyLoss(ignore_index: 1).call(Logits, Targets).item<double>(), Tolerance);
    }

    [Fact]
    public void Label_smoothing_spreads_a_share_over_all_classes()
    {
        using var scope = NewDisposeScope();
        using var loss = new Modules.CrossEntropyLoss(label_smoothing: 0.3);
        // Row 1: 0.7 ln 2 + 0.1 (ln 2 + ln 4 + ln 4); row 2: 0.7 ln 5 + 0.1 (ln 5 + ln 5 + ln 5/3).
        var first = 0.7 * Math.Log(2) + 0.1 * (Math.Log(2) + 2 * Math.Log(4));
        var second = 0.7 * Math.Log(5) + 0.1 * (2 * Math.Log(5) + Math.Log(5.0 / 3));
        Assert.Equal((first + second) / 2, loss.call(Logits, Targets).item<double>(), Tolerance);
        Assert.Equal(0.3, loss.label_smoothing);
    }

    [Fact]
    public void Negative_log_likelihood_takes_the_targets_numbers()
    {
        using var scope = NewDisposeScope();
        var logarithms = tensor([-1.0, -2, -3, -4, -5, -6], [2, 3]);
        Assert.Equal((1 + 5) / 2.0, NLLLoss().call(logarithms, Targets).item<double>(), Tolerance);
    }

    [Fact]
    public void Binary_cross_entropy_of_probabilities_and_of_logits_agree()
    {
        using var scope = NewDisposeScope();
        var targets = tensor([1.0, 0, 1]);
        // Probabilities 3/4, 1/5, 1/2.
        var byHand = (Math.Log(4.0 / 3) + Math.Log(5.0 / 4) + Math.Log(2)) / 3;
        Assert.Equal(byHand, BCELoss().call(tensor([0.75, 0.2, 0.5]), targets).item<double>(), Tolerance);
        Assert.Equal(byHand, BCEWithLogitsLoss().call(tensor([Math.Log(3), -Math.Log(4), 0]), targets).item<double>(), Tolerance);
        var positivesTwice = (2 * Math.Log(4.0 / 3) + Math.Log(5.0 / 4) + 2 * Math.Log(2)) / 3;
        using var loss = BCEWithLogitsLoss(pos_weights: tensor([2.0]));
        Assert.Equal(positivesTwice, loss.call(tensor([Math.Log(3), -Math.Log(4), 0]), targets).item<double>(), Tolerance);
    }

    [Fact]
    public void A_huge_logit_gives_a_finite_loss()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1000f, BCEWithLogitsLoss().call(tensor([1000f]), tensor([0f])).item<float>());
        Assert.Equal(1000f, CrossEntropyLoss().call(tensor([1000f, 0f], [1, 2]), tensor([1L])).item<float>());
    }

    [Fact]
    public void Errors_by_difference_are_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor([1.0, 2, 4]), tensor([1.0, 4, 1]));
        Assert.Equal((0 + 4 + 9) / 3.0, MSELoss().call(x, y).item<double>(), Tolerance);
        Assert.Equal(13.0, F.mse_loss(x, y, Reduction.Sum).item<double>(), Tolerance);
        Assert.Equal(5 / 3.0, F.l1_loss(x, y).item<double>(), Tolerance);
        Assert.Equal((1.5 + 2.5) / 3, F.smooth_l1_loss(x, y).item<double>(), Tolerance);
        Assert.Equal((1.5 + 2.5) / 3, F.huber_loss(x, y).item<double>(), Tolerance);
    }

    [Fact]
    public void The_Kullback_Leibler_divergence_is_a_mean_of_logarithms_of_ratios()
    {
        using var scope = NewDisposeScope();
        var (q, p) = (tensor([0.5, 0.5]), tensor([0.25, 0.75]));
        var byHand = 0.25 * Math.Log(0.5) + 0.75 * Math.Log(1.5);
        Assert.Equal(byHand, F.kl_div(q.log(), p.log(), reduction: Reduction.Sum).item<double>(), Tolerance);
        Assert.Equal(byHand, F.kl_div(q.log(), p, log_target: false, Reduction.Sum).item<double>(), Tolerance);
    }
}
