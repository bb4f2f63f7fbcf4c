using System.Collections;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they were added. The dictionary owns them.</summary>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDict<string, T> entries = new();

    public ModuleDict()
        : base("ModuleDict")
    {
    }

    public ICollection<string> Keys => entries.Keys;

    public ICollection<T> Values => entries.Values;

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public T this[string key]
    {
        get => entries[key];
        set
        {
            entries[key] = value;
            RegisterAnew();
        }
    }

    public (string, T) this[int index]
    {
        get => entries[index];
        set
        {
            entries[index] = value;
            RegisterAnew();
        }
    }

    public IEnumerable<string> keys() => entries.keys();

    public IEnumerable<T> values() => entries.values();

    public IEnumerator<(string, T)> items() => entries.GetEnumerator();

    public void Add(string key, T value)
    {
        entries.Add(key, value);
        RegisterAnew();
    }

    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    public void Insert(int index, (string, T) item)
    {
        entries.Insert(index, item);
        RegisterAnew();
    }

    public bool Remove(string key)
    {
        var found = entries.Remove(key);
        RegisterAnew();
        return found;
    }

    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    public void RemoveAt(int index)
    {
        entries.RemoveAt(index);
        RegisterAnew();
    }

    public void Clear()
    {
        entries.Clear();
        RegisterAnew();
    }

    public void clear() => Clear();

    public bool ContainsKey(string key) => entries.ContainsKey(key);

    public bool TryGetValue(string key, out T value) => entries.TryGetValue(key, out value);

    public bool Contains((string, T) item) => entries.Contains(item);

    public bool Contains(KeyValuePair<string, T> item) => entries.Contains(item);

    public int IndexOf((string, T) item) => entries.IndexOf(item);

    public void CopyTo((string, T)[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public IEnumerator<(string, T)> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, T>>)entries).GetEnumerator();

    /// <summary>Nothing is left to register: every change of the dictionary does it.</summary>
    protected override void RegisterComponents()
    {
    }

    private void RegisterAnew()
    {
        ClearModules();
        foreach (var (key, module) in entries)
            register_module(key, module);
    }
}
