namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// The 1cycle policy (https://arxiv.org/abs/1708.07120): from max_lr / div_factor up to max_lr, then down to far below the start, a step a
                /// batch; the momentum goes against the rate.
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] highest;
                    private readonly double divisor;
                    private readonly double finalDivisor;
                    private readonly double[]? lowestMomentum;
                    private readonly double[]? highestMomentum;
                    private readonly Phase[] phases;
                    private readonly int totalSteps;
                    private readonly AnnealStrategy strategy;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Same(max_lr, optimizer), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, Same(base_momentum, optimizer), Same(max_momentum, optimizer), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <param name="optimizer">Whose groups are scheduled.</param>
                    /// <param name="max_lr">The highest rate of each group.</param>
                    /// <param name="total_steps">Steps of the cycle; -1: epochs times steps_per_epoch.</param>
                    /// <param name="epochs">Epochs of the cycle.</param>
                    /// <param name="steps_per_epoch">Steps of an epoch.</param>
                    /// <param name="pct_start">The part of the cycle in which the rate goes up, in [0, 1].</param>
                    /// <param name="anneal_strategy">Along a cosine or a straight line.</param>
                    /// <param name="cycle_momentum">Whether the momentum (or the first beta) goes against the rate.</param>
                    /// <param name="base_momentum">The momentum where the rate is highest; null: 0.85.</param>
                    /// <param name="max_momentum">The momentum where the rate is lowest; null: 0.95.</param>
                    /// <param name="div_factor">The first rate is max_lr divided by this.</param>
                    /// <param name="final_div_factor">The last rate is the first divided by this.</param>
                    /// <param name="three_phase">Whether the way down stops at the first rate, to go on to the last in a third phase.</param>
                    /// <param name="last_epoch">The step that was the last when training is resumed, or -1.</param>
                    /// <param name="verbose">Whether to tell every change on the console.</param>
                    /// <exception cref="ArgumentException">
                    /// No count of steps, pct_start outside [0, 1], not one value a group, or a group without momentum where it is to be cycled.
                    /// </exception>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double> base_momentum = null!, IEnumerable<double> max_momentum = null!, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        totalSteps = total_steps != -1 ? total_steps : epochs > 0 && steps_per_epoch > 0 ? epochs * steps_per_epoch : 0;
                        if (totalSteps <= 0)
                            throw new ArgumentException("total_steps, or epochs and steps_per_epoch, must be given and positive", nameof(total_steps));
                        if (!(pct_start >= 0 && pct_start <= 1))
                            throw new ArgumentException($"Expected float between 0 and 1 pct_start, but got {pct_start}", nameof(pct_start));
                        highest = OnePerGroup(max_lr, optimizer, nameof(max_lr));
                        (strategy, divisor, finalDivisor) = (anneal_strategy, div_factor, final_div_factor);
                        phases = three_phase ? ThreePhases(pct_start) : TwoPhases(pct_start);
                        if (cycle_momentum)
                        {
                            lowestMomentum = OnePerGroup(base_momentum ?? Same(0.85, optimizer), optimizer, nameof(base_momentum));
                            highestMomentum = OnePerGroup(max_momentum ?? Same(0.95, optimizer), optimizer, nameof(max_momentum));
                        }

                        BaseRates = [.. highest.Select(high => high / divisor)];
                        if (last_epoch == -1)
                            foreach (var (group, rate) in optimizer.ParamGroups.Zip(BaseRates))
                                group.InitialLearningRate = rate;
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    /// <summary>Where a phase begins and ends.</summary>
                    private enum Level
                    {
                        First,
                        High,
                        Last,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > totalSteps)
                            throw new InvalidOperationException($"Tried to step {LastEpoch} times. The specified number of total steps is {totalSteps}");
                        var index = 0;
                        while (index < phases.Length - 1 && LastEpoch > phases[index].EndStep)
                            index++;
                        var phase = phases[index];
                        var firstStep = index == 0 ? 0 : phases[index - 1].EndStep;
                        // A phase of no length is at its end.
                        var part = phase.EndStep > firstStep ? (LastEpoch - firstStep) / (phase.EndStep - firstStep) : 1;
                        var place = 0;
                        if (lowestMomentum is not null)
                            foreach (var group in Optimizer.ParamGroups)
                            {
                                SetMomentum(group, Anneal(Momentum(phase.From, place), Momentum(phase.To, place), part));
                                place++;
                            }

                        return highest.Select(high => Anneal(Rate(phase.From, high), Rate(phase.To, high), part));
                    }

                    private Phase[] TwoPhases(double up) =>
                        [new(up * totalSteps - 1, Level.First, Level.High), new(totalSteps - 1, Level.High, Level.Last)];

                    private Phase[] ThreePhases(double up) =>
                    [
                        new(up * totalSteps - 1, Level.First, Level.High),
                        new(2 * up * totalSteps - 2, Level.High, Level.First),
                        new(totalSteps - 1, Level.First, Level.Last),
                    ];

                    private double Rate(Level level, double high) => level switch
                    {
                        Level.High => high,
                        Level.First => high / divisor,
                        _ => high / divisor / finalDivisor,
                    };

                    private double Momentum(Level level, int group) => level == Level.High ? lowestMomentum![group] : highestMomentum![group];

                    private double Anneal(double start, double end, double part) => strategy == AnnealStrategy.Cos
                        ? end + (start - end) / 2 * (Math.Cos(Math.PI * part) + 1)
                        : (end - start) * part + start;

                    private readonly record struct Phase(double EndStep, Level From, Level To);
                }
            }
        }
    }
}
