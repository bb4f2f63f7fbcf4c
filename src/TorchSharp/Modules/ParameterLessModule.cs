using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module that owns no tensor and no child, so that moving it does nothing.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw Refuse("buffers", name);

    public override void register_parameter(string name, Parameter param) => throw Refuse("parameters", name);

    public override void register_module(string name, nn.Module submodule) => throw Refuse("submodules", name);

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    private InvalidOperationException Refuse(string what, string name) => new($"cannot register '{name}': {GetName()} takes no {what}");
}
