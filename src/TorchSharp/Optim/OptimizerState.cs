using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers about one parameter between steps. Its tensors belong to no dispose scope.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    internal Parameter Parameter => _parameter;

    /// <summary>Sets the state that stands before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Copies the values of a state of the same kind, to the parameter's device.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void SaveStateDict(BinaryWriter writer);

    public virtual void to(Device device)
    {
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Writes a bool (is there a tensor?), then the tensor.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
            StateTensors.Write(writer, tensor);
    }

    /// <summary>Reads what <see cref="SaveConditionalStateTensor"/> wrote; the tensor that stood in <paramref name="result"/> is disposed.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor result, Device device)
    {
        var loaded = reader.ReadBoolean() ? StateTensors.Read(reader, device) : null;
        result?.Dispose();
        result = loaded!;
    }
}
