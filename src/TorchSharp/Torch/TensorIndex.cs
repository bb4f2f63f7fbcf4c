namespace TorchSharp;

public static partial class torch
{
    /// <summary>One part of an indexing expression: a number, a slice, an ellipsis, a new axis, a bool or a tensor.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static TensorIndex None = new(IndexKind.None);
        public static TensorIndex Null = new(IndexKind.None);
        public static TensorIndex Colon = Slice();

        internal readonly IndexKind Kind;
        internal readonly long? Start;
        internal readonly long? Stop;
        internal readonly long? Step;
        internal readonly Tensor? Index;

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? index = null)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Index = index;
        }

        internal enum IndexKind
        {
            None,
            Ellipsis,
            Single,
            Slice,
            Bool,
            Tensor,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(FromIndex(index));

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator Tensor(TensorIndex value) =>
            value.Index ?? throw new InvalidCastException("the index is no tensor");

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            // ^0 is the end itself, which a slice writes as "no stop".
            var stop = range.End.IsFromEnd && range.End.Value == 0 ? (long?)null : FromIndex(range.End);
            return Slice(FromIndex(range.Start), stop);
        }

        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(IndexKind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, index: tensor);

        private static long FromIndex(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
