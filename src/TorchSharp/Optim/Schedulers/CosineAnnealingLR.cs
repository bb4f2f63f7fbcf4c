namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>From the base rate to eta_min and back along a cosine, T_max epochs each way (https://arxiv.org/abs/1608.03983, without restarts).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double halfPeriod;
                    private readonly double lowest;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (halfPeriod, lowest) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return Rates();
                        if (_step_count == 1)
                            return get_closed_form_lr();
                        // At the lowest point the ratio below would divide by 0: the way up starts from the base rate.
                        if ((LastEpoch - 1 - halfPeriod) % (2 * halfPeriod) == 0)
                            return Rates().Zip(BaseRates, (rate, start) => rate + (start - lowest) * (1 - Math.Cos(Math.PI / halfPeriod)) / 2);
                        var ratio = (1 + Math.Cos(Math.PI * LastEpoch / halfPeriod)) / (1 + Math.Cos(Math.PI * (LastEpoch - 1) / halfPeriod));
                        return Rates().Select(rate => ratio * (rate - lowest) + lowest);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(start => lowest + (start - lowest) * (1 + Math.Cos(Math.PI * LastEpoch / halfPeriod)) / 2);
                }
            }
        }
    }
}
