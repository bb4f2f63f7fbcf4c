using System.Globalization;

namespace Audio2Mqtt.Torch.Events;

/// <summary>The numbers of a sound: its own, else those for all sounds, else the model's, else the defaults. Problems are told with the name of what has them.</summary>
internal sealed class SoundValues(SoundRequest request, SoundClasses classes, List<string> problems)
{
    /// <summary>A sound's rule; null where a value is wrong.</summary>
    public SoundRule? Rule(string name, IReadOnlyList<int> members)
    {
        var own = request.Overrides.FirstOrDefault(pair => SoundRules.Same(pair.Key, name)).Value ?? new();
        var all = request.Defaults;
        var before = problems.Count;
        Check(all, "for all sounds");
        Check(own, $"of '{name}'");
        if (problems.Count > before) return null;

        var start = own.StartThreshold ?? all.StartThreshold ?? OfModel(members) ?? SoundRule.DefaultStartThreshold;
        var rule = new SoundRule { Name = name, Classes = members, StartThreshold = start };

        // One release threshold for all sounds may lie above the start of a sound that has a low one: that sound is then released where it starts.
        if (own.ReleaseThreshold is { } release)
        {
            if (release > start) problems.Add(string.Create(CultureInfo.InvariantCulture, $"the release threshold {release} of '{name}' is above its start threshold {start}"));
            rule = rule with { ReleaseThreshold = release };
        }
        else if (all.ReleaseThreshold is { } common)
        {
            if (common > all.StartThreshold)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"the release threshold {common} for all sounds is above the start threshold {all.StartThreshold}"));
            rule = rule with { ReleaseThreshold = Math.Min(common, start) };
        }

        rule = rule with
        {
            Debounce = own.Debounce ?? all.Debounce ?? rule.Debounce,
            MinDuration = own.MinDuration ?? all.MinDuration ?? rule.MinDuration,
            MaxDuration = own.MaxDuration ?? all.MaxDuration ?? rule.MaxDuration,
            Metadata = all.Metadata.Concat(own.Metadata).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value),
        };
        if (rule.MinDuration > rule.MaxDuration) problems.Add($"'{name}' must last {rule.MinDuration.TotalSeconds} s to be told, but is ended after {rule.MaxDuration.TotalSeconds} s");
        return rule;
    }

    private float? OfModel(IReadOnlyList<int> members)
    {
        var known = members.Where(index => classes.Thresholds.ContainsKey(classes.Names[index])).ToArray();
        return known.Length == 0 ? null : known.Max(index => classes.Thresholds[classes.Names[index]]);
    }

    // The rule's own setters hold the ranges.
    private void Check(SoundOverride values, string whose)
    {
        var rule = new SoundRule { Name = "a sound", Classes = [0] };
        Try("start threshold", values.StartThreshold, value => _ = rule with { StartThreshold = value });
        Try("release threshold", values.ReleaseThreshold, value => _ = rule with { ReleaseThreshold = value });
        Try("debounce", values.Debounce, value => _ = rule with { Debounce = value });
        Try("minimum duration", values.MinDuration, value => _ = rule with { MinDuration = value });
        Try("longest duration", values.MaxDuration, value => _ = rule with { MaxDuration = value });

        void Try<T>(string what, T? value, Action<T> set)
            where T : struct, IFormattable
        {
            try
            {
                if (value is { } given) set(given);
            }
            catch (ArgumentOutOfRangeException error)
            {
                problems.Add($"the {what} {value!.Value.ToString(null, CultureInfo.InvariantCulture)} {whose} {error.Message.Split('(')[0].TrimEnd()}");
            }
        }
    }
}
