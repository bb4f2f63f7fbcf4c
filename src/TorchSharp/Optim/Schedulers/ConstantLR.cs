namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The base rate times a factor until epoch total_iters, then the base rate.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int totalEpochs;

                    /// <exception cref="ArgumentException">The factor is outside [0, 1].</exception>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (!(factor >= 0 && factor <= 1))
                            throw new ArgumentException("Constant multiplicative factor expected to be between 0 and 1.", nameof(factor));
                        (this.factor, totalEpochs) = (factor, total_iters);
                        step();
                    }

                    // From 0 nothing can be scaled back: then the base rates are set.
                    protected override IEnumerable<double> get_lr() =>
                        LastEpoch == 0 ? Scale(factor)
                        : LastEpoch != totalEpochs ? Rates()
                        : factor > 0 ? Scale(1 / factor)
                        : BaseRates;

                    protected override IEnumerable<double> get_closed_form_lr() => ScaleBase(LastEpoch < totalEpochs ? factor : 1);
                }
            }
        }
    }
}
