using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What modules with parameters share.</summary>
internal static class Made
{
    /// <summary>A parameter without values yet.</summary>
    internal static Parameter Parameter(long[] shape, Device? device, ScalarType? dtype)
    {
        using var data = empty(shape, dtype: dtype, device: device);
        return new Parameter(data);
    }

    /// <summary>A parameter of one value throughout.</summary>
    internal static Parameter Parameter(long[] shape, double value, Device? device, ScalarType? dtype)
    {
        using var data = full(shape, value, dtype: dtype ?? get_default_dtype(), device: device);
        return new Parameter(data);
    }

    /// <summary>PyTorch's first bias: uniform within 1 / sqrt(inputs of an output).</summary>
    internal static void SpreadBias(Parameter bias, long fanIn)
    {
        var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>Gives a module another parameter (or buffer) in place of one that it then disposes.</summary>
    internal static void Exchange<T>(ref T? place, T? value, Action<T?> register)
        where T : Tensor
    {
        if (ReferenceEquals(place, value))
            return;
        place?.Dispose();
        place = value;
        value?.DetachFromDisposeScope();
        register(value);
    }
}
