using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum, dampening, Nesterov's form and L2 weight decay.</summary>
public partial class SGD : OptimizerHelper, IMomentum
{
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        var defaults = new Options
        {
            LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
        };
        defaults.Complete(defaults);
        _defaults = defaults;
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The momentum of the first group; set, that of all.</summary>
    public double Momentum
    {
        get => ((Options)_parameter_groups[0].Options).momentum!.Value;
        set
        {
            foreach (var group in _parameter_groups)
                ((Options)group.Options).momentum = value;
        }
    }

    public override Tensor step(Func<Tensor> closure = null!) => _step<Modules.ParamGroup>(Step, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = (param_group.Options ??= new Options()) as Options
            ?? throw new ArgumentException($"{param_group.Options.GetType()} in a group of SGD", nameof(param_group));
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
                gradient = gradient.add(parameter, options.weight_decay!.Value);
            if (options.momentum != 0)
                gradient = Gather((State)StateOf(parameter), gradient, options);
            Aten.CallInPlace("add_.Tensor", parameter, gradient, -options.LearningRate!.Value);
        }
    }

    // The first gradient fills the buffer undampened, as the published implementation has it.
    private static Tensor Gather(State state, Tensor gradient, Options options)
    {
        var momentum = options.momentum!.Value;
        if (state.momentum_buffer is null)
        {
            state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
        }
        else
        {
            Aten.CallInPlace("mul_.Scalar", state.momentum_buffer, momentum);
            Aten.CallInPlace("add_.Tensor", state.momentum_buffer, gradient, 1 - options.dampening!.Value);
        }

        return options.nesterov!.Value ? gradient.add(state.momentum_buffer, momentum) : state.momentum_buffer;
    }
}
