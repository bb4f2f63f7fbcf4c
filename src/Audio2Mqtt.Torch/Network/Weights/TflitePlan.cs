namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>What a TFLite file holds, checked and found, before its values are converted.</summary>
/// <param name="Activation">The activation of every convolution.</param>
/// <param name="Tensors">All tensors in canonical order.</param>
internal sealed record TflitePlan(YamnetActivation Activation, IReadOnlyList<TflitePlannedTensor> Tensors);

/// <summary>One tensor to convert.</summary>
/// <param name="Name">Its name in a state dictionary.</param>
/// <param name="Shape">Its shape in torch's layout.</param>
/// <param name="Constant">Where its values are.</param>
/// <param name="ChannelsLast">Whether TFLite keeps channels in the last axis (depthwise) instead of the first.</param>
internal sealed record TflitePlannedTensor(string Name, long[] Shape, TfliteConstant Constant, bool ChannelsLast)
{
    /// <summary>The float32 values in torch's layout.</summary>
    /// <exception cref="WeightsFormatException">A value is not a finite number.</exception>
    public WeightTensor Convert()
    {
        var values = Constant.ToFloats(ChannelsLast);
        if (WeightValues.FirstNonFinite(values) is >= 0 and var bad)
            throw Constant.Buffer.Broken(Constant.Position, $"value {bad} of {Name} is not a finite number");

        // [1, 3, 3, channels] becomes [channels, 1, 3, 3]; [out, h, w, in] is [out, in, h, w] already, as h*w or in is 1 in every layer.
        return new(Name, Shape, ChannelsLast ? WeightValues.Transpose(values, values.Length / (int)Shape[0], (int)Shape[0]) : values);
    }
}
