using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reverse-mode differentiation.</summary>
    public static class autograd
    {
        /// <summary>Gradients of the outputs' sum with respect to the inputs; with allow_unused, an input that was not used has none.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null!, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (roots, leaves, seeds) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            NativeValue* results;
            long count;
            fixed (nint* r = roots, l = leaves, s = seeds)
                NativeMethods.Check(NativeMethods.ts_autograd_grad(
                    r, roots!.Length, l, leaves!.Length, s, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, out results, out count));
            KeepAlive(outputs, inputs, grad_outputs);
            return Aten.Take(results, count);
        }

        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!)
        {
            var (roots, seeds, leaves) = (Handles(tensors), Handles(grad_tensors), Handles(inputs));
            fixed (nint* r = roots, s = seeds, l = leaves)
                NativeMethods.Check(NativeMethods.ts_backward(
                    r, roots!.Length, s, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, l, leaves?.Length ?? 0));
            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], grad_tensor is null ? null! : [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[]? Handles(IList<Tensor>? tensors)
        {
            if (tensors is null)
                return null;
            var handles = new nint[tensors.Count];
            for (var k = 0; k < handles.Length; k++)
                handles[k] = tensors[k].Handle;
            return handles;
        }

        private static void KeepAlive(params IList<Tensor>?[] lists)
        {
            foreach (var list in lists)
                GC.KeepAlive(list);
        }
    }
}
