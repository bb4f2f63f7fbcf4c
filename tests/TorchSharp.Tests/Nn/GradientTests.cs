using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Nn;

public sealed class GradientTests
{
    /// <summary>Name, module, shape of its input.</summary>
    public static TheoryData<string> ModuleNames => [.. Modules.Keys];

    public static TheoryData<string> LossNames => [.. Losses.Keys];

    private static Dictionary<string, (Func<Module<Tensor, Tensor>> Make, long[] Shape)> Modules { get; } = new()
    {
        ["Linear"] = (() => Linear(3, 2), [4, 3]),
        ["Linear without bias"] = (() => Linear(3, 2, hasBias: false), [2, 4, 3]),
        ["Conv1d"] = (() => Conv1d(2, 4, 3, stride: 2, padding: 1, groups: 2), [2, 2, 7]),
        ["Conv2d"] = (() => Conv2d(2, 3, 3, stride: 2, padding: 1), [2, 2, 5, 4]),
        ["Conv2d, depthwise"] = (() => Conv2d(3, 3, 3, padding: 1, groups: 3, bias: false), [1, 3, 4, 4]),
        ["Conv2d, same"] = (() => Conv2d(1, 2, (2, 3), Padding.Same), [1, 1, 4, 4]),
        ["Conv2d, reflected border"] = (() => Conv2d(1, 2, 3, padding: 1, padding_mode: PaddingModes.Reflect), [1, 1, 4, 4]),
        ["BatchNorm1d"] = (() => BatchNorm1d(3), [5, 3]),
        ["BatchNorm2d"] = (() => BatchNorm2d(2), [2, 2, 3, 3]),
        ["LayerNorm"] = (() => LayerNorm([2, 3]), [4, 2, 3]),
        ["ReLU"] = (() => ReLU(), [3, 4]),
        ["ReLU6"] = (() => ReLU6(), [3, 4]),
        ["Sigmoid"] = (() => Sigmoid(), [3, 4]),
        ["SiLU"] = (() => SiLU(), [3, 4]),
        ["GELU"] = (() => GELU(), [3, 4]),
        ["Softmax"] = (() => Softmax(1), [3, 4]),
        ["LogSoftmax"] = (() => LogSoftmax(-1), [3, 4]),
        ["Identity"] = (() => Identity(), [3, 4]),
        ["Flatten"] = (() => Flatten(), [2, 3, 2]),
        ["Dropout"] = (() => Dropout(0.4), [3, 4]),
        ["AvgPool2d"] = (() => AvgPool2d(3, stride: 2, padding: 1), [1, 2, 5, 5]),
        ["MaxPool2d"] = (() => MaxPool2d(2), [1, 2, 4, 4]),
        ["AdaptiveAvgPool2d"] = (() => AdaptiveAvgPool2d((2, 3)), [1, 2, 5, 4]),
        ["ZeroPad2d"] = (() => ZeroPad2d((1, 2, 0, 1)), [1, 2, 2, 3]),
        ["Sequential"] = (() => Sequential(Linear(3, 4), Sigmoid(), Linear(4, 2)), [5, 3]),
    };

    private static Dictionary<string, (Func<Tensor, Tensor> Loss, long[] Shape)> Losses { get; } = new()
    {
        ["cross entropy"] = (x => new Modules.CrossEntropyLoss().call(x, Classes()), [3, 4]),
        ["cross entropy, smoothed and weighted"] = (x => new Modules.CrossEntropyLoss(tensor([1.0, 2, 0.5, 1]), label_smoothing: 0.2).call(x, Classes()), [3, 4]),
        ["cross entropy of probabilities"] = (x => F.cross_entropy(x, tensor([0.1, 0.2, 0.3, 0.4, 1, 0, 0, 0, 0, 0.5, 0.5, 0], [3, 4])), [3, 4]),
        ["negative log-likelihood"] = (x => NLLLoss(reduction: Reduction.Sum).call(F.log_softmax(x, 1), Classes()), [3, 4]),
        ["binary cross entropy"] = (x => BCELoss().call(F.sigmoid(x), Shares()), [2, 3]),
        ["binary cross entropy of logits"] = (x => BCEWithLogitsLoss(pos_weights: tensor([1.0, 3, 0.5])).call(x, Shares()), [2, 3]),
        ["squared error"] = (x => MSELoss().call(x, Shares()), [2, 3]),
        ["absolute error"] = (x => F.l1_loss(x, Shares()), [2, 3]),
        ["smooth absolute error"] = (x => F.smooth_l1_loss(x, Shares(), beta: 0.7), [2, 3]),
        ["Huber"] = (x => F.huber_loss(x, Shares(), delta: 0.7), [2, 3]),
        ["Kullback-Leibler"] = (x => F.kl_div(F.log_softmax(x, 1), Shares(), log_target: false, Reduction.Sum), [2, 3]),
        ["cosine similarity"] = (x => F.cosine_similarity(x, Shares()).sum(), [2, 3]),
        ["normalised"] = (x => (F.normalize(x) * Shares()).sum(), [2, 3]),
        ["linear interpolation"] = (x => (F.interpolate(x, scale_factor: [1.7], mode: InterpolationMode.Linear) * 0.5).square().sum(), [1, 2, 5]),
    };

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void A_module_has_the_gradients_of_its_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (make, shape) = Modules[name];
        using var module = make().to(ScalarType.Float64);
        // Away from the corners of ReLU and friends: no element is within a step of one.
        var x = (randn(shape, dtype: ScalarType.Float64) * 3).requires_grad_();
        var weights = rand_like(module.call(x)).detach();
        FiniteDifferences.MustMatch(Loss, [x, .. module.parameters()]);

        Tensor Loss()
        {
            manual_seed(2); // Dropout draws the same elements each time
            return (module.call(x) * weights).sum();
        }
    }

    [Theory]
    [MemberData(nameof(LossNames))]
    public void A_loss_has_the_gradients_of_its_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (loss, shape) = Losses[name];
        var x = randn(shape, dtype: ScalarType.Float64).requires_grad_();
        FiniteDifferences.MustMatch(() => loss(x), [x]);
    }

    private static Tensor Classes() => tensor([2L, 0, 3]);

    private static Tensor Shares() => tensor([0.1, 0.9, 0.5, 0.3, 1, 0], [2, 3]);
}
