using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Members whose ATen operator wants its arguments in another form.
    public partial class Tensor
    {
        public Tensor T => Aten.Call("numpy_T", this);

        public Tensor mT => transpose(-2, -1);

        public Tensor real => Aten.Call("real", this);

        public Tensor imag => Aten.Call("imag", this);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Tensor_mode", this, target, ModeName(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Scalar_mode", this, target, ModeName(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.CallInPlace("div_.Tensor_mode", this, target, ModeName(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.CallInPlace("div_.Scalar_mode", this, target, ModeName(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Extremum("amax", dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Extremum("amax", dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Extremum("amin", dims, keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Extremum("amin", dims.ToArray(), keepdim, @out);

        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Aten.Call("norm.ScalarOpt_dim", this, (Scalar)p, (long[])[dim], keepdim);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("std.dim", dimensions, unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("std.dim", dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("std.dim", [dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("std.dim", [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("std.dim", [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor std(bool unbiased = true) => Aten.Call("std", this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("var.dim", dimensions, unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("var.dim", dimensions.ToArray(), unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("var.dim", [dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("var.dim", [dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Moment("var.dim", [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Aten.Call("var", this, unbiased);

        public Tensor squeeze(long? dim = null) => dim is { } one ? Aten.Call("squeeze.dim", this, one) : Aten.Call("squeeze", this);

        public Tensor squeeze_(long? dim = null) => dim is { } one ? Aten.CallInPlace("squeeze_.dim", this, one) : Aten.CallInPlace("squeeze_", this);

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor roll(long shifts, long? dims = null) => Aten.Call("roll", this, (long[])[shifts], dims is { } dim ? [dim] : Array.Empty<long>());

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Call("histc", this, bins, (Scalar)min, (Scalar)max);

        public Tensor random_(double from, double to, Generator? generator = null) =>
            Aten.CallInPlace("random_.from", this, (long)from, (long)to, generator);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.CallPair("sort.stable", this, stable, dim, descending);

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var found = dim is { } one
                ? Aten.CallList("unique_dim", this, one, sorted, return_inverse, return_counts)
                : Aten.CallList("_unique2", this, sorted, return_inverse, return_counts);
            return (found[0], found[1], found[2]);
        }

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.zeros_like(this, dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.ones_like(this, dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.empty_like(this, dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device, requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.rand_like(this, dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>Elementwise, a Bool tensor, as <see cref="eq(Tensor)"/>: unlike PyTorch's function of this name.</summary>
        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.CallValue("allclose", this, target, rtol, atol, equal_nan).Bits != 0;

        public bool is_nonzero() => ToScalar().ToBoolean();

        /// <summary>Whether the tensors have the same shape and the same elements.</summary>
        public bool Equals(Tensor target) => Aten.CallValue("equal", this, target).Bits != 0;

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public override string ToString() => IsInvalid ? "[disposed]" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private static string? ModeName(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        private Tensor Extremum(string name, long[] dims, bool keepdim, Tensor? target)
        {
            var result = Aten.Call(name, this, dims, keepdim);
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }

        private Tensor Moment(string name, long[] dims, bool unbiased, bool keepdim, ScalarType? type)
        {
            if (type is not { } wanted || wanted == dtype)
                return Aten.Call(name, this, dims, unbiased, keepdim);
            using var converted = to(wanted);
            return Aten.Call(name, converted, dims, unbiased, keepdim);
        }
    }
}
