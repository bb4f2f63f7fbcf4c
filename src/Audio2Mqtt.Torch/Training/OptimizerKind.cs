namespace Audio2Mqtt.Torch.Training;

/// <summary>What turns gradients into steps.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with weight decay apart from the gradient (https://arxiv.org/abs/1711.05101).</summary>
    AdamW,

    /// <summary>Adam (https://arxiv.org/abs/1412.6980).</summary>
    Adam,
}
