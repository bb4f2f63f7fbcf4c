// The key is unconstrained, as in the official type, and Dictionary's is not: nullability stays unsaid here.
#nullable disable
using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that is enumerated in the order in which its keys were added. An index finds an item by position.</summary>
/// <remarks>When the key type is <c>int</c>, cast the object to an interface to say which of the two indexers is meant.</remarks>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly List<(TKey Key, TValue Value)> items_ = [];
    private readonly Dictionary<TKey, TValue> byKey = [];

    public ICollection<TKey> Keys => items_.ConvertAll(item => item.Key);

    public ICollection<TValue> Values => items_.ConvertAll(item => item.Value);

    public int Count => items_.Count;

    public bool IsReadOnly => false;

    public TValue this[TKey key]
    {
        get => byKey[key];
        set
        {
            if (byKey.ContainsKey(key))
                items_[PositionOf(key)] = (key, value);
            else
                items_.Add((key, value));
            byKey[key] = value;
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => items_[index];
        set
        {
            var (key, _) = items_[index];
            if (!EqualityComparer<TKey>.Default.Equals(key, value.Item1) && byKey.ContainsKey(value.Item1))
                throw new ArgumentException($"the key {value.Item1} is already there");
            byKey.Remove(key);
            byKey[value.Item1] = value.Item2;
            items_[index] = value;
        }
    }

    public IEnumerable<TKey> keys() => Keys;

    public IEnumerable<TValue> values() => Values;

    public IEnumerator<(TKey, TValue)> items() => items_.GetEnumerator();

    public IEnumerator<(TKey, TValue)> GetEnumerator() => items_.GetEnumerator();

    public void Add(TKey key, TValue value) => Insert(Count, (key, value));

    public void Add((TKey, TValue) item) => Insert(Count, item);

    public void Add(KeyValuePair<TKey, TValue> item) => Insert(Count, (item.Key, item.Value));

    /// <exception cref="ArgumentException">The key is already there.</exception>
    public void Insert(int index, (TKey, TValue) item)
    {
        byKey.Add(item.Item1, item.Item2);
        items_.Insert(index, item);
    }

    public bool Remove(TKey key)
    {
        if (!byKey.Remove(key))
            return false;
        items_.RemoveAt(PositionOf(key));
        return true;
    }

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    public void RemoveAt(int index)
    {
        byKey.Remove(items_[index].Key);
        items_.RemoveAt(index);
    }

    public void Clear()
    {
        byKey.Clear();
        items_.Clear();
    }

    public void clear() => Clear();

    public bool ContainsKey(TKey key) => byKey.ContainsKey(key);

    public bool Contains((TKey, TValue) item) =>
        byKey.TryGetValue(item.Item1, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Item2);

    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    public bool TryGetValue(TKey key, out TValue value) => byKey.TryGetValue(key, out value);

    public int IndexOf((TKey, TValue) item) => Contains(item) ? PositionOf(item.Item1) : -1;

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => items_.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in items_)
            array[arrayIndex++] = new(key, value);
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        items_.Select(item => new KeyValuePair<TKey, TValue>(item.Key, item.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items_.GetEnumerator();

    private int PositionOf(TKey key) => items_.FindIndex(item => EqualityComparer<TKey>.Default.Equals(item.Key, key));
}
