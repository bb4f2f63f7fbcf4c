namespace Audio2Mqtt.Torch.Classification;

/// <summary>Which classes a result may name, told by names, patterns (<c>*</c>, <c>?</c>) and indices; case does not matter.</summary>
internal static class ClassSelection
{
    /// <summary>The indices of the chosen classes, ascending.</summary>
    /// <exception cref="UnknownClassException">Entries that match no class, all of them at once.</exception>
    public static int[] Choose(IReadOnlyList<string> classNames, IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        var unknown = new List<string>();
        var chosen = new bool[classNames.Count];
        if (include.Count == 0) Array.Fill(chosen, true);
        else Mark(classNames, include, chosen, true, unknown);
        Mark(classNames, exclude, chosen, false, unknown);
        if (unknown.Count > 0) throw new UnknownClassException(unknown, classNames.Count);
        return [.. Enumerable.Range(0, chosen.Length).Where(index => chosen[index])];
    }

    private static void Mark(IReadOnlyList<string> classNames, IReadOnlyList<string> entries, bool[] chosen, bool value, List<string> unknown)
    {
        foreach (var entry in entries)
            foreach (var index in NamePatterns.Choose(classNames, entry, unknown))
                chosen[index] = value;
    }
}
