using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>
/// The sounds that each source tells of. What is written for all sources need not fit each of them, since their models differ: it is an error only where
/// it fits none.
/// </summary>
internal sealed partial class SoundPlan(ListenPlan plan)
{
    // What did not fit a source, of what is written for all.
    private readonly Dictionary<string, (Problem Problem, int Sources)> misfits = [];

    /// <summary>The rules of each source, in the plan's order.</summary>
    /// <param name="classesOf">What a model can hear; null where that is not known now.</param>
    /// <param name="problems">Gets names that nothing answers to, and numbers that do not fit together.</param>
    public IReadOnlyList<IReadOnlyList<SoundRule>> Resolve(Func<ModelChoice, SoundClasses?> classesOf, ICollection<Problem> problems)
    {
        misfits.Clear();
        var known = 0;
        var rules = new List<IReadOnlyList<SoundRule>>();
        foreach (var source in plan.Sources)
        {
            var classes = classesOf(source.Model);
            if (classes is not null) known++;
            rules.Add(classes is null ? [] : Resolve(source, classes, problems));
        }

        foreach (var (problem, _) in misfits.Values.Where(misfit => misfit.Sources == known)) problems.Add(problem);
        return rules;
    }

    private IReadOnlyList<SoundRule> Resolve(SourcePlan source, SoundClasses classes, ICollection<Problem> problems)
    {
        var left = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var wrong = new List<string>();
            var rules = SoundRules.Resolve(Request(source, left), classes, wrong);
            var shared = wrong.Select(message => (Message: message, Place: PlaceOf(source, message))).ToArray();
            var misfit = Array.Find(
                shared, one => one.Place is { IsOwn: false } place && !left.Contains(place.Name) && !IsLastClass(source, left, place.Name));
            if (misfit.Place is null)
            {
                foreach (var (message, place) in shared)
                    problems.Add(new(place?.Origin ?? source.Section.Origin, place?.Line ?? source.Section.Line, message));
                return rules;
            }

            var (name, origin, line, _) = misfit.Place;
            left.Add(name);

            // A sound that this source's model knows and that is only not wanted of it needs no word.
            if (!misfit.Message.StartsWith("group ", StringComparison.Ordinal) && IsKnown(source, classes, name)) continue;
            misfits[name] = (misfits.TryGetValue(name, out var before) ? before.Problem : new(origin, line, misfit.Message), before.Sources + 1);
        }
    }

    private SoundRequest Request(SourcePlan source, HashSet<string> left)
    {
        var settings = source.Settings;
        var groups = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var overrides = new Dictionary<string, SoundOverride>(StringComparer.OrdinalIgnoreCase);
        var sounds = plan.Setup.SoundsOf(source.Section).Where(one => one.IsOwn || !left.Contains(one.Sound.Name));
        foreach (var same in sounds.GroupBy(one => one.Sound.Name, StringComparer.OrdinalIgnoreCase))
        {
            var values = new Settings([.. same.Select(one => one.Sound.Values)]);
            if (values.Object(SoundKeys.Classes) is { } members) groups[same.Key] = members;
            overrides[same.Key] = Override(values, key => plan.Setup.Above.Find(key) is null) with
            {
                Metadata = values.Object(SoundKeys.Metadata) ?? new Dictionary<string, string>(),
            };
        }

        return new()
        {
            Defaults = Override(settings, _ => true),
            Allow = [.. (settings.Object(SourceKeys.Classes) ?? []).Where(entry => !left.Contains(entry))],
            Deny = [.. (settings.Object(SourceKeys.Exclude) ?? []).Where(entry => !left.Contains(entry))],
            Groups = groups,
            Overrides = overrides,
        };
    }

    // What stands above the file goes before what the file says of a sound.
    private static SoundOverride Override(Settings settings, Func<Key, bool> counts)
    {
        return new()
        {
            StartThreshold = (float?)Value(SourceKeys.Threshold),
            ReleaseThreshold = (float?)Value(SourceKeys.Release),
            Debounce = Value(SourceKeys.Debounce),
            MinDuration = Value(SourceKeys.MinDuration),
            MaxDuration = Value(SourceKeys.MaxDuration),
        };

        T? Value<T>(Key<T> key)
            where T : struct => counts(key) ? settings.Value(key) : null;
    }

    private bool IsKnown(SourcePlan source, SoundClasses classes, string name) =>
        classes.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || plan.Setup.SoundsOf(source.Section)
            .Any(one => one.Sound.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && one.Sound.Values.Find(SoundKeys.Classes) is not null);

    // A list of sounds of which none is left would mean all of them.
    private static bool IsLastClass(SourcePlan source, HashSet<string> left, string name) =>
        source.Settings.Object(SourceKeys.Classes) is { } allowed && allowed.Contains(name) && allowed.All(entry => entry == name || left.Contains(entry));

    // The messages name what they are about in quotation marks: that is looked for among what was written.
    private Place? PlaceOf(SourcePlan source, string message)
    {
        foreach (var name in Quoted().Matches(message).Select(match => match.Groups[1].Value))
        {
            foreach (var (sound, isOwn) in plan.Setup.SoundsOf(source.Section))
                if (sound.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return new(sound.Name, sound.Origin, sound.Line, isOwn);
            foreach (var key in (Key<IReadOnlyList<string>>[])[SourceKeys.Classes, SourceKeys.Exclude])
            {
                if (source.Settings.Find(key) is not { } given) continue;
                var entries = (IReadOnlyList<string>)given.Value;
                if (entries.FirstOrDefault(entry => entry == name || entry.Split(',', StringSplitOptions.TrimEntries).Contains(name)) is { } entry)
                    return new(entry, given.Origin, given.Line, source.Section.Values.Find(key) == given);
            }
        }

        return null;
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    private sealed record Place(string Name, string Origin, int Line, bool IsOwn);
}
