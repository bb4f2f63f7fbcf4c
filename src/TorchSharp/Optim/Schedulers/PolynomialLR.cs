namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The base rate times (1 - epoch / total_iters)^power, and 0 after epoch total_iters.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int totalEpochs;
                    private readonly double power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (totalEpochs, this.power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        LastEpoch == 0 || LastEpoch > totalEpochs ? Rates() : Scale(Factor(LastEpoch) / Factor(LastEpoch - 1));

                    protected override IEnumerable<double> get_closed_form_lr() => ScaleBase(Factor(LastEpoch));

                    private double Factor(int epoch) => Math.Pow(1 - (double)Math.Min(totalEpochs, epoch) / totalEpochs, power);
                }
            }
        }
    }
}
