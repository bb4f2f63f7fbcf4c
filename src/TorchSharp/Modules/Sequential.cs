using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other; children without a name are "0", "1" and so on.</summary>
public partial class Sequential : nn.Module<Tensor, Tensor>
{
    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (key, module) in modules)
            register_module(key, module);
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : this([.. modules.Select((module, place) => ($"{place}", module))])
    {
    }

    public int Count => _internal_submodules.Count;

    public nn.IModule<Tensor, Tensor> this[int index] => (nn.IModule<Tensor, Tensor>)_internal_submodules[index].Item2;

    /// <summary>The children from one place to before another, in a Sequential that shares them.</summary>
    public Sequential this[(int? start, int? end) index]
    {
        get
        {
            var start = index.start ?? 0;
            var end = index.end ?? Count;
            return Slice(start < 0 ? start + Count : start, end < 0 ? end + Count : end);
        }
    }

    public Sequential this[Range index]
    {
        get
        {
            var (start, length) = index.GetOffsetAndLength(Count);
            return Slice(start, start + length);
        }
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{Count}", module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        var current = tensor;
        for (var k = 0; k < Count; k++)
        {
            var fused = TryFuse(current, k);
            var next = fused ?? this[k].call(current);
            if (fused is not null)
                k++;
            // What goes between children belongs to nobody else. (A child may give its very input back.)
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                current.Dispose();
            current = next;
        }

        return ReferenceEquals(current, tensor) ? tensor.alias() : current;
    }

    internal static Sequential Of(IEnumerable<(string, nn.Module<Tensor, Tensor>)> modules) => new([.. modules]);

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || end > Count)
            throw new ArgumentOutOfRangeException(nameof(start), $"{start}..{end} is outside a Sequential of {Count} modules");
        return Of(Enumerable.Range(start, Math.Max(0, end - start)).Select(k => (_internal_submodules[k].Item1, (nn.Module<Tensor, Tensor>)_internal_submodules[k].Item2)));
    }
}
