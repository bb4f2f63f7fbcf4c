namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One scheduler after the other: the next takes over at each milestone, as from its own epoch 0.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    /// <param name="optimizer">The optimizer of all the schedulers.</param>
                    /// <param name="schedulers">In order. Their constructors have set rates; the first one's rate of epoch 0 is set anew.</param>
                    /// <param name="milestones">The epochs at which the second, the third ... takes over, ascending: one fewer than schedulers.</param>
                    /// <param name="last_epoch">The epoch that was the last when training is resumed, or -1.</param>
                    /// <exception cref="ArgumentException">The counts do not fit, or a scheduler belongs to another optimizer.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
                        if (this.schedulers.Length != this.milestones.Length + 1)
                            throw new ArgumentException($"{this.schedulers.Length} schedulers need one milestone fewer, got {this.milestones.Length}", nameof(milestones));
                        if (this.schedulers.Any(scheduler => scheduler.Optimizer != optimizer))
                            throw new ArgumentException("sequential schedulers must belong to the optimizer", nameof(schedulers));
                        foreach (var group in optimizer.ParamGroups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (var scheduler in this.schedulers)
                            scheduler.LastEpoch--;
                        this.schedulers[0].Restart();
                        LastRates = Rates();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var current = milestones.Count(milestone => milestone <= LastEpoch);
                        if (current > 0 && milestones[current - 1] == LastEpoch)
                            schedulers[current].step((int?)0);
                        else
                            schedulers[current].step();
                        return Rates();
                    }
                }
            }
        }
    }
}
