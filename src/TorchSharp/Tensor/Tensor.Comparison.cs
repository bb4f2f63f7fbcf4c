using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Comparisons and tests of elements.
    public partial class Tensor
    {
        public Tensor eq(Scalar target) => Aten.Call("eq.Scalar", this, target);

        public Tensor eq(Tensor target) => Aten.Call("eq.Tensor", this, target);

        public Tensor eq_(Scalar target) => Aten.CallInPlace("eq_.Scalar", this, target);

        public Tensor eq_(Tensor target) => Aten.CallInPlace("eq_.Tensor", this, target);

        public Tensor ne(Scalar target) => Aten.Call("ne.Scalar", this, target);

        public Tensor ne(Tensor target) => Aten.Call("ne.Tensor", this, target);

        public Tensor ne_(Scalar target) => Aten.CallInPlace("ne_.Scalar", this, target);

        public Tensor ne_(Tensor target) => Aten.CallInPlace("ne_.Tensor", this, target);

        public Tensor lt(Scalar target) => Aten.Call("lt.Scalar", this, target);

        public Tensor lt(Tensor target) => Aten.Call("lt.Tensor", this, target);

        public Tensor lt_(Scalar target) => Aten.CallInPlace("lt_.Scalar", this, target);

        public Tensor lt_(Tensor target) => Aten.CallInPlace("lt_.Tensor", this, target);

        public Tensor le(Scalar target) => Aten.Call("le.Scalar", this, target);

        public Tensor le(Tensor target) => Aten.Call("le.Tensor", this, target);

        public Tensor le_(Scalar target) => Aten.CallInPlace("le_.Scalar", this, target);

        public Tensor le_(Tensor target) => Aten.CallInPlace("le_.Tensor", this, target);

        public Tensor gt(Scalar target) => Aten.Call("gt.Scalar", this, target);

        public Tensor gt(Tensor target) => Aten.Call("gt.Tensor", this, target);

        public Tensor gt_(Scalar target) => Aten.CallInPlace("gt_.Scalar", this, target);

        public Tensor gt_(Tensor target) => Aten.CallInPlace("gt_.Tensor", this, target);

        public Tensor ge(Scalar target) => Aten.Call("ge.Scalar", this, target);

        public Tensor ge(Tensor target) => Aten.Call("ge.Tensor", this, target);

        public Tensor ge_(Scalar target) => Aten.CallInPlace("ge_.Scalar", this, target);

        public Tensor ge_(Tensor target) => Aten.CallInPlace("ge_.Tensor", this, target);

        public Tensor greater(Tensor target) => Aten.Call("greater.Tensor", this, target);

        public Tensor greater_equal(Tensor target) => Aten.Call("greater_equal.Tensor", this, target);

        public Tensor less(Tensor target) => Aten.Call("less.Tensor", this, target);

        public Tensor less_equal(Tensor target) => Aten.Call("less_equal.Tensor", this, target);

        public Tensor not_equal(Tensor target) => Aten.Call("not_equal.Tensor", this, target);

        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) => Aten.Call("isclose", this, other, rtol, atol, nanEqual);

        public Tensor isfinite() => Aten.Call("isfinite", this);

        public Tensor isinf() => Aten.Call("isinf", this);

        public Tensor isnan() => Aten.Call("isnan", this);

        public Tensor where(Tensor condition, Tensor y) => Aten.Call("where.self", condition, this, y);
    }
}
