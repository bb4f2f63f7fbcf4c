using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Sorting, counting and differences.
    public partial class Tensor
    {
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Call("argsort", this, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Aten.CallPair("topk", this, k, dim, largest, sorted);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.Call("bincount", this, weights, minlength);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.Call("bucketize.Tensor", this, boundaries, outInt32, right);

        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Aten.CallPair("mode", this, dim, keepdim);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.Call("diff", this, n, dim, prepend, append);
    }
}
