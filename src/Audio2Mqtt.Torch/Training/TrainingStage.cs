namespace Audio2Mqtt.Torch.Training;

/// <summary>What a training is doing.</summary>
public enum TrainingStage
{
    /// <summary>Reading clips, changing copies of them, embedding all.</summary>
    Embedding,

    /// <summary>Training with clips held out.</summary>
    Validating,

    /// <summary>Training on every clip.</summary>
    Training,

    /// <summary>Training the network's own layers.</summary>
    FineTuning,
}
