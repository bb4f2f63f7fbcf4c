using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module
        {
            var made = new ModuleDict<T>();
            foreach (var item in modules)
                made.Add(item);
            return made;
        }

        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

        public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);

        public static ParameterDict ParameterDict(params (string, Parameter)[] parameters)
        {
            var made = new ParameterDict();
            foreach (var item in parameters)
                made.Add(item);
            return made;
        }
    }
}
