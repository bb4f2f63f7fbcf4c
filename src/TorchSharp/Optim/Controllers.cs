namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What a learning-rate scheduler turns: a parameter group.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            /// <summary>The rate that schedules start from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>A parameter group (or optimizer) with a momentum, which cyclic schedules turn against the rate.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        /// <summary>A parameter group (or optimizer) with decay rates of the first and second moment; the first plays the momentum's part.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
