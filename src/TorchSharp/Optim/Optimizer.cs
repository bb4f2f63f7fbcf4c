using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters after their gradients. It borrows the parameters and owns its state; disposing it frees the state.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            /// <summary>Nothing native lies beneath this provider's optimizers: the handle is not used.</summary>
            protected Optimizer(nint handle)
            {
            }

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Fills every gradient that there is with 0. (None is taken away: <c>grad</c> stays the same memory.)</summary>
            public virtual void zero_grad()
            {
                using var off = no_grad();
                foreach (var group in _parameter_groups)
                    foreach (var parameter in group.Parameters)
                    {
                        using var gradient = parameter.grad;
                        if (gradient is null)
                            continue;
                        if (gradient.requires_grad)
                            ZeroApart(parameter, gradient);
                        else
                            gradient.zero_();
                    }
            }

            /// <summary>One step of all groups. Parameters without a gradient are left alone.</summary>
            /// <param name="closure">Computes the loss and its gradients anew; gradients are recorded while it runs.</param>
            /// <returns>What the closure returned, or null where there is none.</returns>
            public virtual Tensor step(Func<Tensor> closure = null!) => throw new NotImplementedException($"{GetType().Name}.step");

            /// <summary>Adds parameters with options of their own.</summary>
            /// <exception cref="ArgumentException">A parameter already belongs to another group.</exception>
            public virtual void add_param_group(ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                var known = new HashSet<Parameter>(parameters(), ReferenceEqualityComparer.Instance);
                // A list, so that a lazy enumeration is not run again at every step; a shared weight that comes twice is stepped once.
                var added = param_group.Parameters.Distinct<Parameter>(ReferenceEqualityComparer.Instance).ToArray();
                if (added.Any(known.Contains))
                    throw new ArgumentException("some parameters appear in more than one parameter group", nameof(param_group));
                param_group.Parameters = added;
                _parameter_groups.Add(param_group);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            // A gradient with a history of its own (create_graph) is let go; the next one starts without it.
            private static void ZeroApart(Parameter parameter, Tensor gradient)
            {
                using var plain = gradient.detach();
                parameter.grad = plain.zero_();
            }
        }
    }
}
