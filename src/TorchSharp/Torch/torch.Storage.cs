namespace TorchSharp;

public static partial class torch
{
    // Writing in place.
    public static bool is_nonzero(Tensor input) => input.is_nonzero();
}
