using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Who belongs to a module, and under which key.
        public partial class Module
        {
            // A network has many modules of few types, and reflection is slow.
            private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();

            private bool componentsRegistered;

            /// <summary>A buffer is state that is not learned; a persistent one is saved with the parameters.</summary>
            /// <exception cref="InvalidOperationException">The key is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), $"buffer {name}: a null or disposed tensor cannot be registered");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                _internal_buffers.Add(name, (tensor.DetachFromDisposeScope(), persistent));
            }

            /// <exception cref="InvalidOperationException">The key is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), $"parameter {name}: a null or disposed tensor cannot be registered");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                param.DetachFromDisposeScope();
                _internal_params.Add(name, param);
            }

            /// <summary>Takes a child; null takes the child of that key away.</summary>
            /// <exception cref="ArgumentException">The key is empty or has a dot in it.</exception>
            /// <exception cref="InvalidOperationException">The key is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }

                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"a module's name can't be empty or contain \".\", got: \"{name}\"", nameof(name));
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers what the fields hold: modules, parameters, and other tensors as buffers, under the field's name or its
            /// <see cref="Utils.ComponentNameAttribute"/>. The first call that gets this far is the only one that does anything.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered)
                    return;
                foreach (var field in FieldsOf.GetOrAdd(GetType(), static type => [.. Fields(type)]))
                {
                    if (field.GetValue(this) is not { } value || value is not (Module or Tensor))
                        continue;
                    var key = field.ComponentName();
                    if (_internal_submodules.ContainsKey(key) || _internal_params.ContainsKey(key) || _internal_buffers.ContainsKey(key))
                        continue;
                    if (value is Module module)
                        register_module(key, module);
                    else if (value is Parameter parameter)
                        register_parameter(key, parameter);
                    else
                        register_buffer(key, (Tensor)value);
                }

                componentsRegistered = true;
            }

            protected void ConditionallyRegisterParameter(string name, Tensor value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else
                    _internal_params[name] = value as Parameter ?? new Parameter(value);
            }

            protected void ConditionallyRegisterParameter(string name, Parameter? value) => ConditionallyRegisterParameter(name, (Tensor)value!);

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else
                    _internal_buffers[name] = (value, persistent);
            }

            protected void ClearModules() => _internal_submodules.Clear();

            // Derived fields first, each name once; a base class's private fields are found only on the base class itself.
            private static IEnumerable<FieldInfo> Fields(Type type)
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
                    foreach (var field in level.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                        if (seen.Add(field.Name) && !field.FieldType.IsValueType)
                            yield return field;
            }
        }
    }
}
