namespace TorchSharp.Modules;

/// <summary>Parameters with the options of one kind of optimizer.</summary>
public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    public ParamGroup()
    {
    }

    /// <param name="parameters">What to optimize.</param>
    /// <param name="options">Their options; null: the optimizer's defaults.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null!)
    {
        Parameters = parameters;
        base.Options = options;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
