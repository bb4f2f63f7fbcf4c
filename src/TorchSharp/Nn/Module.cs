using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A node of a network: it owns parameters, buffers and submodules, each under a key. A derived class assigns them to fields and
        /// then calls <see cref="RegisterComponents"/>. What is registered leaves its dispose scope and is disposed with the module.
        /// </summary>
        public partial class Module : IDisposable
        {
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected string name;

            protected Module(string name) => this.name = name;

            /// <summary>Whether the module learns: dropout drops and batch norm measures only then.</summary>
            public virtual bool training => isTraining;

            private bool isTraining = true;

            public virtual string GetName() => name;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Calls the function for every submodule, then for this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients, or fills them with 0.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        gradient.detach_().zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Lets go of native things that are neither parameter, buffer nor child.</summary>
            internal virtual void ReleaseNative()
            {
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                ReleaseNative();
                foreach (var (_, parameter) in _internal_params)
                    parameter?.Dispose();
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    buffer.Dispose();
                foreach (var (_, child) in _internal_submodules)
                    child.Dispose();
            }
        }
    }
}
