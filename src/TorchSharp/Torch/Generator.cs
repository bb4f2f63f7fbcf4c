using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with its own seed and state.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            NativeMethods.Check(NativeMethods.ts_generator(0, (long)seed, (long)this.device.type, this.device.index, out handle));
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that every random operation of the CPU uses by default.</summary>
        public static Generator Default
        {
            get
            {
                NativeMethods.Check(NativeMethods.ts_generator(1, 0, (long)DeviceType.CPU, -1, out var shared));
                return new Generator(shared, CPU);
            }
        }

        public Device device { get; }

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Generator manual_seed(long seed)
        {
            NativeMethods.Check(NativeMethods.ts_generator_seed(Handle, seed));
            return this;
        }

        /// <summary>Seeds from the system's randomness and returns the seed.</summary>
        public long seed()
        {
            var seed = Random.Shared.NextInt64();
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => NativeMethods.ts_generator_initial_seed(Handle);

        public Tensor get_state()
        {
            NativeMethods.Check(NativeMethods.ts_generator_get_state(Handle, out var state));
            return Tensor.Take(state);
        }

        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.ts_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native != 0)
                NativeMethods.ts_generator_free(native);
        }
    }
}
