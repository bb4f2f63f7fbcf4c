using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. It owns one native reference; <see cref="Dispose()"/>, the dispose scope it was made in, or (late) the
    /// finalizer gives it back. In-place operators return the very object they changed; all others a new one.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;
        private static long lastStamp;

        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            Stamp = Interlocked.Increment(ref lastStamp);
            var live = Interlocked.Increment(ref totalCount);
            for (var peak = Interlocked.Read(ref peakCount); live > peak; peak = Interlocked.Read(ref peakCount))
                if (Interlocked.CompareExchange(ref peakCount, live, peak) == peak)
                    break;
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors live in the process.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The most that lived at one time.</summary>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public nint Handle => handle != 0
            ? handle
            : throw new InvalidOperationException("Tensor invalid -- empty handle. It was disposed, by hand or by the end of its dispose scope.");

        public bool IsInvalid => handle == 0;

        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Names the native tensor for good: libtorch gives a freed one's address to the next.</summary>
        internal long Stamp { get; private set; }

        /// <summary>A tensor that takes over a native reference.</summary>
        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <summary>Gives the native reference away: the caller owns it, this object is empty.</summary>
        public nint DecoupleFromNativeHandle()
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native != 0)
                Forget(disposing: true);
            return native;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>A tensor for a native result: null (an undefined tensor) is a tensor that nothing can be asked of.</summary>
        internal static Tensor Take(long native) => new((nint)native);

        internal static Tensor? TakeOrNull(nint native) => native == 0 ? null : new Tensor(native);

        /// <summary>Exchanges the native tensor beneath this object, as moving a module's parameter to another device does.</summary>
        internal void Replace(Tensor source)
        {
            var native = Interlocked.Exchange(ref source.handle, 0);
            source.Forget(disposing: true);
            GC.SuppressFinalize(source);
            Stamp = source.Stamp;
            NativeMethods.ts_tensor_free(Interlocked.Exchange(ref handle, native));
        }

        protected virtual void Dispose(bool disposing)
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native == 0)
                return;
            NativeMethods.ts_tensor_free(native);
            Forget(disposing);
        }

        private void Forget(bool disposing)
        {
            Interlocked.Decrement(ref totalCount);
            if (!disposing)
                return;
            if (OwningDisposeScope is { } scope)
                scope.MarkAsDisposed(this);
            else
                DisposeScopeManager.Statistics.TensorStatistics.DisposedOutsideScopeCount++;
        }
    }
}
