namespace TorchSharp.Modules;

/// <summary>The options of one parameter group. What is null takes the optimizer's default when the group is added.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    /// <summary>The rate that schedules start from: the learning rate when the group was added.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Copies the values of options of the same kind.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }

    /// <summary>Takes the default rate where none was given.</summary>
    internal void CompleteRate(double? rate)
    {
        LearningRate ??= rate;
        InitialLearningRate = LearningRate!.Value;
    }

    /// <exception cref="ArgumentException">The value is negative.</exception>
    internal static void RequireNotNegative(double? value, string name)
    {
        // Written so that NaN is refused too.
        if (!(value >= 0))
            throw new ArgumentException($"Invalid {name} value: {value}");
    }

    /// <exception cref="ArgumentException">The value is outside [0, 1).</exception>
    internal static void RequireDecayRate(double? value, string name)
    {
        if (!(value >= 0 && value < 1))
            throw new ArgumentException($"Invalid {name} value: {value} (it must be in [0, 1))");
    }
}
