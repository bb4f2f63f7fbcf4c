using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a list; their names are "0", "1" and so on. The list owns them.</summary>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> items = [];

    public ModuleList(params T[] modules)
        : base("ModuleList") => extend(modules);

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => items[index];
        set
        {
            items[index] = value;
            RegisterAnew();
        }
    }

    public void append(params T[] parameters) => extend(parameters);

    public void extend(IEnumerable<T> modules)
    {
        items.AddRange(modules);
        RegisterAnew();
    }

    public void Add(T item) => extend([item]);

    public void Insert(int index, T item)
    {
        items.Insert(index, item);
        RegisterAnew();
    }

    public bool Remove(T item)
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

    public bool Contains(T item) => items.Contains(item);

    public int IndexOf(T item) => items.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing is left to register: every change of the list does it.</summary>
    protected override void RegisterComponents()
    {
    }

    private void RegisterAnew()
    {
        ClearModules();
        for (var k = 0; k < items.Count; k++)
            register_module($"{k}", items[k]);
    }
}
