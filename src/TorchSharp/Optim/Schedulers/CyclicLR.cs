namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate goes up and down between two bounds (https://arxiv.org/abs/1506.01186), a step a batch; the momentum goes against it.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] highest;
                    private readonly double[]? lowestMomentum;
                    private readonly double[]? highestMomentum;
                    private readonly double cycleSteps;
                    private readonly double partUp;
                    private readonly Func<double, double> scale;
                    private readonly ScaleMode scaleMode;

                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double> scale_fn = null!, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Same(base_lr, optimizer), Same(max_lr, optimizer), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, Same(base_momentum, optimizer), Same(max_momentum, optimizer), last_epoch, verbose)
                    {
                    }

                    /// <param name="optimizer">Whose groups are scheduled.</param>
                    /// <param name="base_lr">The lower bound of each group's rate.</param>
                    /// <param name="max_lr">The upper bound of each group's rate.</param>
                    /// <param name="step_size_up">Steps from the lower bound to the upper.</param>
                    /// <param name="step_size_down">Steps back; -1: as many.</param>
                    /// <param name="mode">What becomes of the height of the cycles.</param>
                    /// <param name="gamma">For <see cref="Mode.ExpRange"/>: the height's factor at each step.</param>
                    /// <param name="scale_fn">A height of one's own, in place of the mode's.</param>
                    /// <param name="scale_mode">Whether that function takes the number of the cycle (from 1) or of the step (from 0).</param>
                    /// <param name="cycle_momentum">Whether the momentum (or the first beta) goes against the rate.</param>
                    /// <param name="base_momentum">The momentum where the rate is highest; null: 0.8.</param>
                    /// <param name="max_momentum">The momentum where the rate is lowest; null: 0.9.</param>
                    /// <param name="last_epoch">The step that was the last when training is resumed, or -1.</param>
                    /// <param name="verbose">Whether to tell every change on the console.</param>
                    /// <exception cref="ArgumentException">Not one bound a group, or a group without momentum where it is to be cycled.</exception>
                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double> scale_fn = null!, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double> base_momentum = null!, IEnumerable<double> max_momentum = null!, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        BaseRates = OnePerGroup(base_lr, optimizer, nameof(base_lr));
                        highest = OnePerGroup(max_lr, optimizer, nameof(max_lr));
                        cycleSteps = step_size_up + (step_size_down > 0 ? step_size_down : step_size_up);
                        partUp = step_size_up / cycleSteps;
                        scale = scale_fn ?? Height(mode, gamma);
                        scaleMode = scale_fn is not null ? scale_mode : mode == Mode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
                        if (cycle_momentum)
                        {
                            lowestMomentum = OnePerGroup(base_momentum ?? Same(0.8, optimizer), optimizer, nameof(base_momentum));
                            highestMomentum = OnePerGroup(max_momentum ?? Same(0.9, optimizer), optimizer, nameof(max_momentum));
                        }

                        step();
                    }

                    /// <summary>What becomes of the height of the cycles.</summary>
                    public enum Mode
                    {
                        Triangular = 0,
                        Triangular2 = 1,
                        ExpRange = 2,
                    }

                    public enum ScaleMode
                    {
                        Cycle = 0,
                        Iterations = 1,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + LastEpoch / cycleSteps);
                        var place = 1 + LastEpoch / cycleSteps - cycle;
                        var height = place <= partUp ? place / partUp : (place - 1) / (partUp - 1);
                        height *= scale(scaleMode == ScaleMode.Cycle ? cycle : LastEpoch);
                        var index = 0;
                        if (lowestMomentum is not null)
                            foreach (var group in Optimizer.ParamGroups)
                            {
                                SetMomentum(group, highestMomentum![index] - (highestMomentum[index] - lowestMomentum[index]) * height);
                                index++;
                            }

                        return BaseRates.Zip(highest, (low, high) => low + (high - low) * height);
                    }

                    private static Func<double, double> Height(Mode mode, double gamma) => mode switch
                    {
                        Mode.Triangular => _ => 1,
                        Mode.Triangular2 => cycle => Math.Pow(0.5, cycle - 1),
                        Mode.ExpRange => step => Math.Pow(gamma, step),
                        _ => throw new ArgumentException($"mode {mode} is unknown", nameof(mode)),
                    };
                }
            }
        }
    }
}
