namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Sets the learning rate of every parameter group of an optimizer. Making it sets the rate of epoch 0; each <see cref="step()"/>,
            /// called after the optimizer's, that of the next. Schedules that are made over one optimizer multiply: each turns the rate that
            /// it finds.
            /// </summary>
            public abstract class LRScheduler
            {
                /// <summary>How often the scheduler was stepped, counting the step that its constructor does.</summary>
                protected int _step_count;

                protected LRScheduler()
                {
                    Optimizer = null!;
                    BaseRates = [];
                    LastRates = [];
                }

                /// <summary>A derived constructor calls <see cref="step()"/> at its end, when its own fields are set.</summary>
                /// <param name="optimizer">Whose groups are scheduled.</param>
                /// <param name="last_epoch">The epoch that was the last when training is resumed, or -1.</param>
                /// <param name="verbose">Whether to tell every change on the console.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    LastEpoch = last_epoch;
                    Verbose = verbose;
                    BaseRates = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    LastRates = Rates();
                }

                internal Optimizer Optimizer { get; private protected set; }

                /// <summary>The epoch whose rate is set now: -1 before the first step.</summary>
                internal int LastEpoch { get; set; }

                /// <summary>The rates that the schedule starts from, one a group.</summary>
                private protected double[] BaseRates { get; set; }

                private protected double[] LastRates { get; set; }

                private protected bool Verbose { get; }

                /// <summary>The rates set last, one a group.</summary>
                public IEnumerable<double> get_last_lr() => LastRates;

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => Step(null);

                /// <summary>Goes to an epoch: by the closed form of the schedule where it has one.</summary>
                /// <param name="epoch">The epoch, from 0; null: the next.</param>
                public virtual void step(int? epoch) => Step(epoch);

                /// <summary>For a scheduler that looks at a metric (<see cref="impl.ReduceLROnPlateau"/>); others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => Step(epoch);

                /// <summary>The rates of the epoch, computed from those that stand in the groups.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates();

                /// <summary>The rates of the epoch, computed from the base rates; null: there is no such form.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => null!;

                /// <summary>Starts again at epoch 0, as a schedule in a sequence of them does.</summary>
                internal void Restart()
                {
                    _step_count = 0;
                    step();
                }

                private protected double[] Rates() => [.. Optimizer.ParamGroups.Select(group => group.LearningRate)];

                /// <summary>Every group's rate times the same factor.</summary>
                private protected IEnumerable<double> Scale(double factor) => Rates().Select(rate => rate * factor);

                /// <summary>Every group's base rate times the same factor.</summary>
                private protected IEnumerable<double> ScaleBase(double factor) => BaseRates.Select(rate => rate * factor);

                private protected void Set(IReadOnlyList<double> rates)
                {
                    var index = 0;
                    foreach (var group in Optimizer.ParamGroups)
                    {
                        if (Verbose && group.LearningRate != rates[index])
                            Console.WriteLine($"Adjusting learning rate of group {index} to {rates[index]:G4}");
                        group.LearningRate = rates[index++];
                    }

                    LastRates = Rates();
                }

                private void Step(int? epoch)
                {
                    _step_count++;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    Set([.. (epoch is null ? null : get_closed_form_lr()) ?? get_lr()]);
                }
            }
        }
    }
}
