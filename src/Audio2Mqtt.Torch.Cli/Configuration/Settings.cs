namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Layers, the first one above: what was given there holds, field by field.</summary>
internal sealed class Settings(params IReadOnlyList<Layer> layers)
{
    /// <summary>The value that holds; null where none was given.</summary>
    public Given? Find(Key key) => layers.Select(layer => layer.Find(key)).FirstOrDefault(given => given is not null);

    /// <summary>The value that holds and the number of its layer, 0 for the one above; null where none was given.</summary>
    public (Given Given, int Rank)? FindWithRank(Key key)
    {
        for (var rank = 0; rank < layers.Count; rank++)
            if (layers[rank].Find(key) is { } given) return (given, rank);
        return null;
    }

    /// <summary>The value that holds, or the default.</summary>
    public T Get<T>(Key<T> key)
        where T : notnull => (T)(Find(key)?.Value ?? key.Default ?? throw new ArgumentException($"{key.Name} has no default", nameof(key)));

    /// <summary>The value that was given; null where none was.</summary>
    public T? Value<T>(Key<T> key)
        where T : struct => (T?)Find(key)?.Value;

    /// <summary>The value that was given; null where none was.</summary>
    public T? Object<T>(Key<T> key)
        where T : class => (T?)Find(key)?.Value;
}
