using static TorchSharp.torch;

namespace TorchSharp.Modules;

// Under inference mode a convolution and the ReLU or ReLU6 behind it run as one, unless somebody hung a hook on either.
public partial class Sequential
{
    private Tensor? TryFuse(Tensor input, int place)
    {
        if (place + 1 >= Count || !is_inference_mode_enabled() || this[place] is not Conv2d { IsHooked: false } convolution)
            return null;
        return this[place + 1] switch
        {
            ReLU { IsHooked: false } => convolution.ForwardPrepared(input, 0, null),
            ReLU6 { IsHooked: false } => convolution.ForwardPrepared(input, 0, 6),
            _ => null,
        };
    }
}
