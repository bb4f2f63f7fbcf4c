using System.Collections;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters by name, in the order in which they were added. The dictionary owns them.</summary>
public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
{
    private readonly OrderedDict<string, Parameter> entries = new();

    public ParameterDict()
        : base("ParameterDict")
    {
    }

    public ICollection<string> Keys => entries.Keys;

    public ICollection<Parameter> Values => entries.Values;

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public Parameter this[string key]
    {
        get => entries[key];
        set
        {
            entries[key] = value;
            RegisterAnew();
        }
    }

    public (string, Parameter) this[int index]
    {
        get => entries[index];
        set
        {
            entries[index] = value;
            RegisterAnew();
        }
    }

    public IEnumerable<string> keys() => entries.keys();

    public IEnumerable<Parameter> values() => entries.values();

    public IEnumerator<(string, Parameter)> items() => entries.GetEnumerator();

    public void Add(string key, Parameter value)
    {
        entries.Add(key, value);
        RegisterAnew();
    }

    public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, Parameter> item) => Add(item.Key, item.Value);

    public void Insert(int index, (string, Parameter) item)
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

    public bool Remove((string, Parameter) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

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

    public bool TryGetValue(string key, out Parameter value) => entries.TryGetValue(key, out value);

    public bool Contains((string, Parameter) item) => entries.Contains(item);

    public bool Contains(KeyValuePair<string, Parameter> item) => entries.Contains(item);

    public int IndexOf((string, Parameter) item) => entries.IndexOf(item);

    public void CopyTo((string, Parameter)[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public IEnumerator<(string, Parameter)> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, Parameter>>)entries).GetEnumerator();

    /// <summary>Nothing is left to register: every change of the dictionary does it.</summary>
    protected override void RegisterComponents()
    {
    }

    private void RegisterAnew()
    {
        _internal_params.Clear();
        foreach (var (key, parameter) in entries)
            register_parameter(key, parameter);
    }
}
