using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements' memory. CPU tensors only, contiguous ones only.</summary>
        /// <exception cref="InvalidOperationException">The tensor is on another device or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes only works on contiguous tensors");
                ExposedMemory.Note(this);
                return new Span<byte>((void*)NativeMethods.ts_tensor_data(Handle), checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {target.Length}", nameof(value));
                value.CopyTo(target);
            }
        }

        /// <summary>Reads and writes the elements in place; the type must be the tensor's.</summary>
        /// <exception cref="ArgumentException">The type is not the tensor's.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType<T>();
            ExposedMemory.Note(this);
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element of the tensor; the type must be the tensor's (no conversion).</summary>
        /// <exception cref="ArgumentException">More than one element, or another type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("only one element tensors can be converted to scalars");
            ValidateType<T>();
            using var here = device_type == DeviceType.CPU ? alias() : cpu();
            return here.ReadCpuValue<T>(0);
        }

        /// <summary>The only element of the tensor as a <see cref="Scalar"/>.</summary>
        public Scalar ToScalar() => Scalar.From(Aten.CallValue("_local_scalar_dense", this));

        /// <summary>An element by its offset in the storage from the tensor's first. CPU tensors only.</summary>
        public unsafe T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            if (i < 0 || i >= NumberOfElements)
                throw new IndexOutOfRangeException($"{i} is outside a tensor of {NumberOfElements} elements");
            var value = ((T*)NativeMethods.ts_tensor_data(Handle))[i];
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>Writes the elements in row-major order, machine byte order.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var source = device_type == DeviceType.CPU ? contiguous() : cpu();
            using var rows = source.contiguous();
            for (long offset = 0, total = rows.NumberOfElements * rows.ElementSize; offset < total;)
            {
                var chunk = rows.Chunk(offset, total);
                stream.Write(chunk);
                offset += chunk.Length;
            }
        }

        /// <summary>Reads the elements in row-major order, machine byte order.</summary>
        /// <exception cref="EndOfStreamException">The stream ended early.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            if (device_type == DeviceType.CPU && is_contiguous())
            {
                ExposedMemory.Note(this);
                for (long offset = 0, total = NumberOfElements * ElementSize; offset < total;)
                {
                    var chunk = Chunk(offset, total);
                    stream.ReadExactly(chunk);
                    offset += chunk.Length;
                }

                return;
            }

            using var rows = empty(shape, dtype: dtype);
            rows.ReadBytesFromStream(stream, bufferSize);
            using var _ = no_grad();
            copy_(rows);
        }

        /// <summary>A stretch of a contiguous CPU tensor's memory, at most 1 GiB (a span cannot hold more than 2).</summary>
        internal unsafe Span<byte> Chunk(long offset, long total) =>
            new((byte*)NativeMethods.ts_tensor_data(Handle) + offset, (int)Math.Min(total - offset, 1 << 30));

        internal static ScalarType TypeOf<T>()
            where T : unmanaged => default(T) switch
            {
                byte => ScalarType.Byte,
                sbyte => ScalarType.Int8,
                short => ScalarType.Int16,
                int => ScalarType.Int32,
                long => ScalarType.Int64,
                Half => ScalarType.Float16,
                float => ScalarType.Float32,
                double => ScalarType.Float64,
                bool => ScalarType.Bool,
                ValueTuple<float, float> => ScalarType.ComplexFloat32,
                System.Numerics.Complex => ScalarType.ComplexFloat64,
                _ => throw new ArgumentException($"tensors hold no {typeof(T).Name}"),
            };

        private void ValidateType<T>()
            where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
        }
    }
}
