using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay: the parameter itself shrinks by rate * weight_decay at each step (https://arxiv.org/abs/1711.05101).</summary>
public partial class AdamW : OptimizerHelper, IBetas
{
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        var defaults = new Options
        {
            LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
        };
        defaults.Complete(defaults);
        _defaults = defaults;
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The betas of the first group; set, those of all.</summary>
    public (double, double) Betas
    {
        get => ((Options)_parameter_groups[0].Options).Betas;
        set
        {
            foreach (var group in _parameter_groups)
                ((Options)group.Options).Betas = value;
        }
    }

    public override Tensor step(Func<Tensor> closure = null!) => _step<Modules.ParamGroup>(Step, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = (param_group.Options ??= new Options()) as Options
            ?? throw new ArgumentException($"{param_group.Options.GetType()} in a group of AdamW", nameof(param_group));
        options.Complete((Options)_defaults);
        base.add_param_group(param_group);
        foreach (var parameter in param_group.Parameters)
            Track(new State(parameter), options);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            FreeState();
        base.Dispose(disposing);
    }

    private void Step(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (options.maximize!.Value)
                gradient = gradient.neg();
            if (options.weight_decay != 0)
                parameter.mul_(1 - options.LearningRate!.Value * options.weight_decay!.Value);
            var state = (State)StateOf(parameter);
            state.step++;
            AdamRule.Step(
                parameter, gradient, state.exp_avg, state.exp_avg_sq, options.amsgrad!.Value ? state.Peak() : null, state.step,
                options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
        }
    }
}
