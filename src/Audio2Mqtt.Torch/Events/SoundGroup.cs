namespace Audio2Mqtt.Torch.Events;

/// <summary>Classes that are told as one sound.</summary>
/// <param name="Name">The sound.</param>
/// <param name="Classes">Indices of its classes.</param>
internal sealed record SoundGroup(string Name, IReadOnlyList<int> Classes)
{
    /// <summary>The groups of a request, in its order.</summary>
    public static IReadOnlyList<SoundGroup> Read(SoundRequest request, SoundClasses classes, List<string> problems)
    {
        List<SoundGroup> groups = [];
        foreach (var (name, entries) in request.Groups)
        {
            List<int> members = [];
            foreach (var entry in entries)
            {
                List<string> unknown = [];
                members.AddRange(NamePatterns.Choose(classes.Names, entry, unknown));
                problems.AddRange(unknown.Select(part => $"group '{name}': {SoundRules.Unknown(part, classes.Names)}"));
            }

            problems.AddRange(members.Select(index => classes.Names[index])
                .Where(classes.IsBackground)
                .Select(member => $"group '{name}': '{member}' stands for none of the sounds and is never told"));
            if (entries.Count == 0) problems.Add($"group '{name}' has no classes");
            if (string.IsNullOrWhiteSpace(name)) problems.Add("a group has no name");
            if (SoundRules.Same(name, SoundRules.AnySound)) problems.Add($"a group may not be called '{SoundRules.AnySound}', which stands for any sound");
            if (groups.Any(group => SoundRules.Same(group.Name, name))) problems.Add($"two groups are called '{name}'");

            // A group may have the name of one of its own classes, which it stands for.
            var isTaken = Enumerable.Range(0, classes.Names.Count).Any(index => SoundRules.Same(classes.Names[index], name) && !members.Contains(index));
            if (isTaken) problems.Add($"group '{name}' has the name of a class that is not in it");
            groups.Add(new(name, [.. members.Distinct()]));
        }

        return groups;
    }
}
