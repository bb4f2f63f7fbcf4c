namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What was given in one place: the command line, the environment, a section of the file.</summary>
internal sealed class Layer
{
    private readonly Dictionary<Key, Given> values = [];

    public static Layer Empty { get; } = new();

    public int Count => values.Count;

    public Given? Find(Key key) => values.GetValueOrDefault(key);

    public void Set(Key key, Given given) => values[key] = given;

    /// <summary>A copy that lacks some values.</summary>
    public Layer Without(params IReadOnlyCollection<Key> keys)
    {
        var copy = new Layer();
        foreach (var (key, given) in values.Where(pair => !keys.Contains(pair.Key))) copy.Set(key, given);
        return copy;
    }

    /// <summary>Reads and keeps a value, or tells what is wrong with it.</summary>
    public void Read(Key key, Node node, string origin, ICollection<Problem> problems, string folder = "", string? name = null)
    {
        if (key.TryRead(node, folder, out var value, out var problem)) Set(key, new(value, origin, node.Line));
        else problems.Add(new(origin, node.Line, name is null ? problem : $"{name}: {problem}"));
    }
}
