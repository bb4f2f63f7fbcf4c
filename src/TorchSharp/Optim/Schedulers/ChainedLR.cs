namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Steps several schedulers, one after the other, at each step: what they do multiplies.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;

                    /// <exception cref="ArgumentException">None, or over different optimizers.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        this.schedulers = [.. schedulers];
                        if (this.schedulers.Length == 0)
                            throw new ArgumentException("no scheduler to chain", nameof(schedulers));
                        Optimizer = this.schedulers[0].Optimizer;
                        if (this.schedulers.Any(scheduler => scheduler.Optimizer != Optimizer))
                            throw new ArgumentException("chained schedulers must belong to the same optimizer", nameof(schedulers));
                        LastRates = Rates();
                    }

                    public override void step()
                    {
                        foreach (var scheduler in schedulers)
                            scheduler.step();
                        LastRates = Rates();
                    }
                }
            }
        }
    }
}
