using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Call("cat", Arg.List(tensors), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Call("cat", Arg.List(tensors), dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Call("cat", Arg.List(tensors.ToArray()), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Call("stack", Arg.List(tensors), dim);

    public static Tensor hstack(IList<Tensor> tensors) => Aten.Call("hstack", Arg.List(tensors));

    public static Tensor hstack(IEnumerable<Tensor> tensors) => Aten.Call("hstack", Arg.List(tensors));

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("hstack", Arg.List(tensors.ToArray()));

    public static Tensor hstack(params Tensor[] tensors) => Aten.Call("hstack", Arg.List(tensors));

    public static Tensor vstack(IList<Tensor> tensors) => Aten.Call("vstack", Arg.List(tensors));

    public static Tensor vstack(Tensor[] tensors) => Aten.Call("vstack", Arg.List(tensors));

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("vstack", Arg.List(tensors.ToArray()));

    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("einsum", equation, Arg.List(tensors));

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.CallList("meshgrid.indexing", Arg.List(tensors), indexing);

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Aten.Call("cdist", x1, x2, p, (long)compute_mode);
}
