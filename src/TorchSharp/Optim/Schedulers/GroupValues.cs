namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One value for each parameter group.</summary>
                /// <exception cref="ArgumentException">There are more or fewer.</exception>
                private static T[] OnePerGroup<T>(IEnumerable<T> values, Optimizer optimizer, string name)
                {
                    T[] all = [.. values];
                    var groups = optimizer.ParamGroups.Count();
                    return all.Length == groups ? all : throw new ArgumentException($"{all.Length} values for {groups} parameter groups", name);
                }

                /// <summary>The same value for each parameter group.</summary>
                private static IEnumerable<double> Same(double value, Optimizer optimizer) => optimizer.ParamGroups.Select(_ => value);

                /// <summary>A group's momentum, or the first of its betas, is turned against the rate.</summary>
                /// <exception cref="ArgumentException">The group has neither.</exception>
                private static void SetMomentum(ILearningRateController group, double value)
                {
                    if (group is IMomentum sluggish)
                        sluggish.Momentum = value;
                    else if (group is IBetas adaptive)
                        adaptive.Betas = (value, adaptive.Betas.Item2);
                    else
                        throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                }
            }
        }
    }
}
