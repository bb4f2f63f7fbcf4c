using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Singles(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Singles(i1, i2, i3, i4));
            set => index_put_(value, Singles(i1, i2, i3, i4));
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index(Singles(i1, i2, i3, i4, i5));
            set => index_put_(value, Singles(i1, i2, i3, i4, i5));
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index(Singles(i1, i2, i3, i4, i5, i6));
            set => index_put_(value, Singles(i1, i2, i3, i4, i5, i6));
        }

        /// <summary>Basic parts (numbers, slices, new axes) give a view; a tensor or bool among them gives a copy, as in PyTorch.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, advanced) = ApplyBasic(indices);
            var result = advanced is null ? view : Aten.Call("index.Tensor", view, Arg.OptionalList(advanced));
            return (ReferenceEquals(result, this) ? alias() : result).MoveToOuterDisposeScope();
        }

        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, Arg.OptionalList(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var scope = NewDisposeScope();
            var (view, advanced) = ApplyBasic(indices);
            if (advanced is not null)
                Aten.CallInPlace("index_put_", view, Arg.OptionalList(advanced), value, accumulate);
            else if (accumulate)
                view.add_(value);
            else
                view.copy_(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.CallInPlace("index_put_", this, Arg.OptionalList(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = full([], value, dtype: dtype, device: device);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = full([], value, dtype: dtype, device: device);
            return index_put_(filled, indices);
        }

        private static TensorIndex[] Singles(params ReadOnlySpan<long> indices)
        {
            var singles = new TensorIndex[indices.Length];
            for (var k = 0; k < singles.Length; k++)
                singles[k] = TensorIndex.Single(indices[k]);
            return singles;
        }

        // Applies numbers, slices, the ellipsis and new axes as views; what is left (tensors, bools) becomes the list of aten::index.
        private (Tensor View, Tensor?[]? Advanced) ApplyBasic(TensorIndex[] indices)
        {
            var consumed = indices.Sum(index => index.Kind switch
            {
                TensorIndex.IndexKind.None or TensorIndex.IndexKind.Ellipsis or TensorIndex.IndexKind.Bool => 0,
                TensorIndex.IndexKind.Tensor when index.Index!.dtype == ScalarType.Bool => (int)index.Index.Dimensions,
                _ => 1,
            });
            var view = this;
            List<Tensor?> advanced = [];
            long dim = 0;
            foreach (var index in indices)
            {
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Ellipsis:
                        for (var skipped = Dimensions - consumed; skipped > 0; skipped--, dim++)
                            advanced.Add(null);
                        break;
                    case TensorIndex.IndexKind.None:
                        view = view.unsqueeze(dim++);
                        advanced.Add(null);
                        break;
                    case TensorIndex.IndexKind.Single:
                        view = view.select(dim, index.Start ?? 0);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        view = Aten.Call("slice.Tensor", view, dim++, index.Start, index.Stop, index.Step ?? 1);
                        advanced.Add(null);
                        break;
                    case TensorIndex.IndexKind.Bool:
                        view = view.unsqueeze(dim++);
                        advanced.Add(full([1], index.Start != 0, dtype: ScalarType.Bool, device: device));
                        break;
                    default:
                        advanced.Add(index.Index);
                        dim += index.Index!.dtype == ScalarType.Bool ? index.Index.Dimensions : 1;
                        break;
                }
            }

            return (view, advanced.Exists(tensor => tensor is not null) ? [.. advanced] : null);
        }
    }
}
