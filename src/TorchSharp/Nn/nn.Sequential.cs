using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    // Modules one after the other. The Sequential owns its children: they are disposed with it.
    public static partial class nn
    {
        public static Sequential Sequential() => Modules.Sequential.Of([]);

        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => Modules.Sequential.Of(modules);

        public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
            Modules.Sequential.Of(modules.Select(entry => (entry.Item1, entry.Item2)));

        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => Modules.Sequential.Of(modules);

        public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
            Modules.Sequential.Of(modules.Select(entry => (entry.Item1, entry.Item2)));

        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
            Modules.Sequential.Of(modules.Select((module, place) => ($"{place}", module)));
    }
}
