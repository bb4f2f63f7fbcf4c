namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Reduces the rate when a metric has not improved for more than patience epochs. Step it with the metric's value.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool smallerIsBetter;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly int cooldown;
                    private readonly double[] lowest;
                    private readonly double leastChange;

                    private double best;
                    private int badEpochs;
                    private int coolingEpochs;

                    /// <param name="optimizer">Whose groups are scheduled.</param>
                    /// <param name="mode">"min": smaller is better; "max": larger is.</param>
                    /// <param name="factor">What the rate is multiplied by, below 1.</param>
                    /// <param name="patience">How many epochs without improvement are let pass.</param>
                    /// <param name="threshold">How much better counts as better.</param>
                    /// <param name="threshold_mode">"rel": by a part of the best value; "abs": by an amount.</param>
                    /// <param name="cooldown">How many epochs after a reduction are not counted.</param>
                    /// <param name="min_lr">The lowest rate of each group, or one for all; null: 0.</param>
                    /// <param name="eps">A change of the rate by less is not made.</param>
                    /// <param name="verbose">Whether to tell every change on the console.</param>
                    /// <exception cref="ArgumentException">The factor is 1 or more, a mode is unknown, or min_lr has neither one value nor one a group.</exception>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double> min_lr = null!, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (!(factor < 1))
                            throw new ArgumentException("Factor should be < 1.0", nameof(factor));
                        smallerIsBetter = mode switch { "min" => true, "max" => false, _ => throw new ArgumentException($"mode '{mode}' is unknown", nameof(mode)) };
                        relative = threshold_mode switch
                        {
                            "rel" => true,
                            "abs" => false,
                            _ => throw new ArgumentException($"threshold mode '{threshold_mode}' is unknown", nameof(threshold_mode)),
                        };
                        (this.factor, this.patience, this.threshold, this.cooldown, leastChange) = (factor, patience, threshold, cooldown, eps);
                        lowest = OnePerGroup(
                            min_lr is null || min_lr.Count == 0 ? Same(0, optimizer) : min_lr.Count == 1 ? Same(min_lr[0], optimizer) : min_lr,
                            optimizer, nameof(min_lr));
                        best = smallerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                        LastEpoch = 0;
                    }

                    /// <exception cref="InvalidOperationException">Always: this scheduler needs the metric.</exception>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau is stepped with the value of a metric: step(double)");

                    /// <exception cref="InvalidOperationException">Always: this scheduler needs the metric.</exception>
                    public override void step(int? epoch) => step();

                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        LastEpoch = epoch ?? LastEpoch + 1;
                        if (IsBetter(current))
                            (best, badEpochs) = (current, 0);
                        else
                            badEpochs++;
                        if (coolingEpochs > 0)
                            (coolingEpochs, badEpochs) = (coolingEpochs - 1, 0);
                        if (badEpochs <= patience)
                            return;
                        Set([.. Rates().Select(Reduced)]);
                        (coolingEpochs, badEpochs) = (cooldown, 0);
                    }

                    private bool IsBetter(double value) => (smallerIsBetter, relative) switch
                    {
                        (true, true) => value < best * (1 - threshold),
                        (true, false) => value < best - threshold,
                        (false, true) => value > best * (1 + threshold),
                        (false, false) => value > best + threshold,
                    };

                    private double Reduced(double rate, int group)
                    {
                        var reduced = Math.Max(rate * factor, lowest[group]);
                        return rate - reduced > leastChange ? reduced : rate;
                    }
                }
            }
        }
    }
}
