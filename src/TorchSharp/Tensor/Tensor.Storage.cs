using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Writing in place.
    public partial class Tensor
    {
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.CallInPlace("copy_", this, source, nonBlocking);

        public Tensor fill_(Scalar value) => Aten.CallInPlace("fill_.Scalar", this, value);

        public Tensor zero_() => Aten.CallInPlace("zero_", this);
    }
}
