using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters in a list; their names are "0", "1" and so on. The list owns them.</summary>
public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> items = [];

    public ParameterList(params Parameter[] parameters)
        : base("ParameterList") => extend(parameters);

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public Parameter this[int index]
    {
        get => items[index];
        set
        {
            items[index] = value;
            RegisterAnew();
        }
    }

    public void append(params Parameter[] parameters) => extend(parameters);

    public void extend(IEnumerable<Parameter> parameters)
    {
        items.AddRange(parameters);
        RegisterAnew();
    }

    public void Add(Parameter item) => extend([item]);

    public void Insert(int index, Parameter item)
    {
        items.Insert(index, item);
        RegisterAnew();
    }

    public bool Remove(Parameter item)
    {
        var found = items.Remove(item);
        RegisterAnew();
        return found;
    }

    public void RemoveAt(int index)
    {
        items.RemoveAt(index);
        RegisterAnew();
    }

    public void Clear()
    {
        items.Clear();
        RegisterAnew();
    }

    public bool Contains(Parameter item) => items.Contains(item);

    public int IndexOf(Parameter item) => items.IndexOf(item);

    public void CopyTo(Parameter[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing is left to register: every change of the list does it.</summary>
    protected override void RegisterComponents()
    {
    }

    private void RegisterAnew()
    {
        _internal_params.Clear();
        for (var k = 0; k < items.Count; k++)
            register_parameter($"{k}", items[k]);
    }
}
