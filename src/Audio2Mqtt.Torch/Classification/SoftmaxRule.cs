namespace Audio2Mqtt.Torch.Classification;

/// <summary>What logits are divided by before the softmax: fitted, so that probabilities mean what they say.</summary>
/// <param name="PatchTemperature">For a single patch, above 0.</param>
/// <param name="ClipTemperature">For the mean logits of a file, above 0.</param>
public sealed record SoftmaxRule(double PatchTemperature, double ClipTemperature);
