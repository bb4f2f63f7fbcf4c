namespace Audio2Mqtt.Torch.Events;

/// <summary>Makes rules of what a user wants and what a model can hear.</summary>
public static class SoundRules
{
    /// <summary>The name that no sound may have: it stands for any of them.</summary>
    public const string AnySound = "all";

    /// <summary>
    /// The sounds that are watched: groups in their order, then classes in the model's. A sound's start threshold is its own override's, else the one for all
    /// sounds, else the model's (the highest of a group's classes), else <see cref="SoundRule.DefaultStartThreshold"/>.
    /// </summary>
    /// <param name="request">What the user wants.</param>
    /// <param name="classes">What the model can hear.</param>
    /// <param name="problems">Gets everything that is wrong, a sentence each; the result is to be used only where nothing was added.</param>
    public static IReadOnlyList<SoundRule> Resolve(SoundRequest request, SoundClasses classes, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(problems);
        List<string> found = [];
        var groups = SoundGroup.Read(request, classes, found);
        var sounds = Chosen(request, classes, groups, found);
        foreach (var name in request.Overrides.Keys.Where(name => !sounds.Any(sound => Same(sound.Name, name))))
            found.Add(OverrideProblem(name, classes, groups, sounds));
        var values = new SoundValues(request, classes, found);
        List<SoundRule> rules = [.. sounds.Select(sound => values.Rule(sound.Name, sound.Classes)).OfType<SoundRule>()];
        if (sounds.Count == 0 && found.Count == 0) found.Add("no sound is left to be told of");
        foreach (var problem in found.Distinct()) problems.Add(problem);
        return rules;
    }

    /// <summary>Whether two names are one.</summary>
    internal static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is told of an entry that matches nothing.</summary>
    internal static string Unknown(string entry, IEnumerable<string> names) =>
        NamePatterns.Nearest(names, entry) is { } near ? $"no sound is called '{entry}': did you mean '{near}'?"
            : $"no sound is called '{entry}': write the name of a class or group, or a pattern such as 'dog*'";

    private static List<SoundGroup> Chosen(SoundRequest request, SoundClasses classes, IReadOnlyList<SoundGroup> groups, List<string> problems)
    {
        // Classes first, so that an index is a class's.
        string[] names = [.. classes.Names, .. groups.Select(group => group.Name)];
        var denied = Marked(request.Deny, names, problems);
        var allowed = request.Allow.Count == 0 ? [.. Enumerable.Repeat(true, names.Length)] : Marked(request.Allow, names, problems);
        List<SoundGroup> sounds = [];
        for (var k = 0; k < groups.Count; k++)
        {
            var place = classes.Names.Count + k;
            if (!allowed[place] || denied[place]) continue;
            int[] members = [.. groups[k].Classes.Where(index => !denied[index])];
            if (members.Length > 0) sounds.Add(groups[k] with { Classes = members });
            else if (groups[k].Classes.Count > 0) problems.Add($"every class of the group '{groups[k].Name}' is denied");
        }

        for (var index = 0; index < classes.Names.Count; index++)
        {
            var name = classes.Names[index];
            var isNamed = request.Allow.Any(entry => Same(entry, name));
            if (!allowed[index] || denied[index]) continue;
            if (groups.Any(group => group.Classes.Contains(index)) && (!isNamed || groups.Any(group => Same(group.Name, name)))) continue;
            if (classes.IsBackground(name))
            {
                if (isNamed) problems.Add($"'{name}' stands for none of the sounds and is never told");
                continue;
            }

            if (Same(name, AnySound)) problems.Add($"a class may not be told as '{AnySound}', which stands for any sound: put it into a group of another name, or deny it");
            sounds.Add(new(name, [index]));
        }

        return sounds;
    }

    private static bool[] Marked(IReadOnlyList<string> entries, string[] names, List<string> problems)
    {
        var marked = new bool[names.Length];
        foreach (var entry in entries)
        {
            List<string> unknown = [];
            foreach (var index in NamePatterns.Choose(names, entry, unknown)) marked[index] = true;
            problems.AddRange(unknown.Select(part => Unknown(part, names)));
        }

        return marked;
    }

    private static string OverrideProblem(string name, SoundClasses classes, IReadOnlyList<SoundGroup> groups, IReadOnlyList<SoundGroup> sounds)
    {
        if (classes.Names.FirstOrDefault(one => Same(one, name)) is { } known && classes.IsBackground(known))
            return $"'{known}' stands for none of the sounds and is never told";
        return classes.Names.Concat(groups.Select(group => group.Name)).Any(one => Same(one, name))
            ? $"'{name}' has values of its own but is not among the sounds that are told"
            : Unknown(name, sounds.Select(sound => sound.Name));
    }
}
