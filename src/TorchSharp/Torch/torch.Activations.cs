namespace TorchSharp;

public static partial class torch
{
    // Activation functions.
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
}
