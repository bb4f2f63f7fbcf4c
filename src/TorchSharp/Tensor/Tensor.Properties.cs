using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const int MaxRank = 64;

        public long[] shape => Measure().Shape;

        public ScalarType dtype => Measure().Dtype;

        public Device device => Measure().Device;

        public DeviceType device_type => device.type;

        public int device_index => device.index;

        public long Dimensions => Measure().Shape.Length;

        public long ndim => Dimensions;

        public long NumberOfElements => Measure().Elements;

        public long ElementSize => Ask(Question.ElementSize);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Ask(Question.IsSparse) != 0;

        public bool is_leaf => Ask(Question.IsLeaf) != 0;

        public bool requires_grad
        {
            get => Ask(Question.RequiresGrad) != 0;
            set
            {
                NativeMethods.Check(NativeMethods.ts_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>The gradient that <see cref="backward()"/> gathered (a new object over the same memory at each call), or null.</summary>
        public Tensor? grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.ts_grad(Handle, out var native));
                GC.KeepAlive(this);
                return TakeOrNull(native);
            }
            set
            {
                NativeMethods.Check(NativeMethods.ts_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Counts in-place changes: what is derived from a tensor once can tell whether it still holds.</summary>
        internal long Version => Ask(Question.Version);

        internal bool IsInference => Ask(Question.IsInference) != 0;

        /// <summary>Asked before each prepared convolution, in one native call.</summary>
        internal bool IsFloat32OnCpu(int rank)
        {
            var measures = Measure();
            return measures.Dtype == ScalarType.Float32 && measures.Device.type == DeviceType.CPU && measures.Shape.Length == rank;
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public long[] stride() => Measure().Strides;

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public long storage_offset() => Ask(Question.StorageOffset);

        public bool is_contiguous() => Ask(Question.IsContiguous) != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Aten.CallInPlace("retain_grad", this);

        public void backward() => torch.autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            torch.autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);

        private long Ask(Question question)
        {
            var answer = NativeMethods.ts_tensor_ask(Handle, question);
            GC.KeepAlive(this);
            return answer;
        }

        private unsafe Measures Measure()
        {
            var info = stackalloc long[6];
            var sizes = stackalloc long[2 * MaxRank];
            NativeMethods.Check(NativeMethods.ts_tensor_info(Handle, info, sizes, sizes + MaxRank, MaxRank));
            GC.KeepAlive(this);
            var rank = (int)info[3];
            return new Measures(
                (ScalarType)info[0],
                new Device((DeviceType)info[1], (int)info[2]),
                new Span<long>(sizes, rank).ToArray(),
                new Span<long>(sizes + MaxRank, rank).ToArray(),
                info[4]);
        }

        private readonly record struct Measures(ScalarType Dtype, Device Device, long[] Shape, long[] Strides, long Elements);
    }
}
