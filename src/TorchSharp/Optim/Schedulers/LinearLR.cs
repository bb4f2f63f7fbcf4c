namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The base rate times a factor that goes straight from start_factor at epoch 0 to end_factor at epoch total_iters.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start;
                    private readonly double end;
                    private readonly int totalEpochs;

                    /// <exception cref="ArgumentException">The start is outside (0, 1], or the end outside [0, 1].</exception>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        // The next epoch's rate is computed from this one's: nothing can grow from 0.
                        if (!(start_factor > 0 && start_factor <= 1))
                            throw new ArgumentException("Starting multiplicative factor expected to be greater than 0 and at most 1.", nameof(start_factor));
                        if (!(end_factor >= 0 && end_factor <= 1))
                            throw new ArgumentException("Ending multiplicative factor expected to be between 0 and 1.", nameof(end_factor));
                        (start, end, totalEpochs) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        LastEpoch == 0 ? Scale(start) : LastEpoch > totalEpochs ? Rates() : Scale(Factor(LastEpoch) / Factor(LastEpoch - 1));

                    protected override IEnumerable<double> get_closed_form_lr() => ScaleBase(Factor(LastEpoch));

                    private double Factor(int epoch) => start + (end - start) * Math.Min(totalEpochs, epoch) / totalEpochs;
                }
            }
        }
    }
}
