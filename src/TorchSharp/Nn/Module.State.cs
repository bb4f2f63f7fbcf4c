namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // The state dictionary: every parameter of the tree, then every persistent buffer. Its tensors are live, not copies.
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (key, parameter) in named_parameters())
                    destination.TryAdd(Join(prefix, key), parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Join(prefix, key), buffer);
                // A child that overrides this method may have more to tell.
                foreach (var (key, child) in named_children())
                    child.state_dict(destination, Join(prefix, key));
                return destination;
            }

            /// <summary>Copies values in, by key.</summary>
            /// <exception cref="InvalidOperationException">Strict, and a key is missing on either side.</exception>
            /// <exception cref="ArgumentException">A shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var own = state_dict();
                List<string> missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && !skip.Contains(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && !skip.Contains(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary: " +
                        $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                }

                using var _ = no_grad();
                foreach (var (key, value) in source)
                {
                    if (skip.Contains(key) || !own.TryGetValue(key, out var target))
                        continue;
                    if (!target.shape.SequenceEqual(value.shape))
                        throw new ArgumentException($"{key}: the source has shape [{string.Join(", ", value.shape)}], the module [{string.Join(", ", target.shape)}]", nameof(source));
                    target.copy_(value);
                }

                return (missing, unexpected);
            }

            private static string Join(string? prefix, string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";
        }
    }
}
