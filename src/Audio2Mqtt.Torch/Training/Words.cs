namespace Audio2Mqtt.Torch.Training;

/// <summary>Lists in messages.</summary>
internal static class Words
{
    /// <summary><c>'a', 'b' and 'c'</c>.</summary>
    internal static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? $"'{names[0]}'" : $"{string.Join(", ", names.SkipLast(1).Select(name => $"'{name}'"))} and '{names[^1]}'";

    /// <summary>The first few of many: <c>a, b, c and 9 more</c>.</summary>
    internal static string Few(IReadOnlyCollection<string> names, int most = 5)
    {
        var few = string.Join(", ", names.Take(most));
        return names.Count <= most ? few : $"{few} and {names.Count - most} more";
    }
}
