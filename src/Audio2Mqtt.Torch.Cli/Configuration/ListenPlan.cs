using Audio2Mqtt.Torch.Sinks;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What is to be done, of all that was given: typed, with its defaults, and checked as far as it can be without opening anything.</summary>
internal sealed record ListenPlan
{
    public required ListenSetup Setup { get; init; }

    public required IReadOnlyList<SourcePlan> Sources { get; init; }

    /// <summary>The broker; null for none.</summary>
    public required MqttOptions? Mqtt { get; init; }

    /// <summary>Which clips are kept; null for none.</summary>
    public required ClipOptions? Clips { get; init; }

    /// <summary>A plan.</summary>
    /// <param name="setup">What was given.</param>
    /// <param name="problems">Gets what does not fit; the plan is only to be used where nothing was added.</param>
    public static ListenPlan Create(ListenSetup setup, ICollection<Problem> problems)
    {
        var sources = new List<SourcePlan>();
        foreach (var section in setup.Sources)
        {
            var settings = setup.Of(section);
            if (ModelChoice.Read(settings, section.Origin, problems) is { } model) sources.Add(new() { Section = section, Settings = settings, Model = model });
        }

        CheckTrimming(sources, problems);
        var clips = RecordingKeys.Read(setup.Recording);
        if (clips is null && setup.CommandLine.Find(RecordingKeys.NoSpeech) is { } given) problems.Add(new(given.Origin, 0, "no clips are kept: add --clip-dir DIR"));
        return new() { Setup = setup, Sources = sources, Mqtt = setup.HasMqtt ? MqttKeys.Read(setup.Mqtt, problems) : null, Clips = clips };
    }

    // What is written for all sources need fit only some of them.
    private static void CheckTrimming(IEnumerable<SourcePlan> sources, ICollection<Problem> problems)
    {
        foreach (var same in sources.GroupBy(source => source.Settings.Find(SourceKeys.TopDb)))
        {
            if (same.Key is { } given && same.All(source => source.Preparation.TrimTopDb is null))
                problems.Add(new(given.Origin, given.Line, given.Line > 0 ? "top_db: is for trim: true" : "is for --trim, and no source is trimmed"));
        }
    }
}
