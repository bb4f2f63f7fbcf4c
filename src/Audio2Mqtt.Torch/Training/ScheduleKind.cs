namespace Audio2Mqtt.Torch.Training;

/// <summary>How the learning rate changes over the epochs.</summary>
public enum ScheduleKind
{
    /// <summary>Half a cosine down to zero (https://arxiv.org/abs/1608.03983).</summary>
    Cosine,

    /// <summary>Halved whenever the loss has not become better for five epochs.</summary>
    Plateau,

    /// <summary>Not at all.</summary>
    Constant,
}
