using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Carries a plan out: loads, opens, listens, and says what it was.</summary>
internal sealed class ListenProgram(ListenPlan plan, Terminal terminal, TimeProvider time)
{
    /// <returns>The program's exit code.</returns>
    /// <exception cref="ConfigurationException">A file that is not there, a sound that no model knows.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (InputFiles.Missing(plan).ToArray() is { Length: > 0 } missing) throw new ConfigurationException(missing);
        using var models = await ListeningModels.LoadAsync(plan, terminal, cancellationToken).ConfigureAwait(false);
        var sources = Sources(models, cancellationToken);
        var listener = new Listener(sources, Options(models), time);
        var output = ListenOutput.Of(terminal, plan.Setup.Listen.Get(ListenKeys.Live));
        var words = new ListenText(output.Messages, plan, sources);
        using var notifier = ServiceNotifier.FromEnvironment();
        using var service = notifier is null ? null : new ServiceSink(notifier, listener.Statistics, time);
        var sinks = new ListenSinks(plan, sources, output, service, time);
        words.Begin();
        using var limit = plan.Setup.Listen.Value(ListenKeys.Duration) is { } duration ? new CancellationTokenSource(duration, time) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var telling = stop.Token.Register(() =>
        {
            notifier?.Stopping();
            words.Stopping();
        });
        await listener.RunAsync(sinks.All, stop.Token).ConfigureAwait(false);
        words.End(listener.Statistics(), sinks.Dropped);
        await terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return ExitCode(listener);
    }

    private List<ListeningSource> Sources(ListeningModels models, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        var rules = new SoundPlan(plan).Resolve(choice => KnownClasses.Of(models.Of(choice)), problems);
        if (problems.Count > 0) throw new ConfigurationException(problems);
        return [.. plan.Sources.Zip(rules, (source, sounds) => Source(source, sounds, models, cancellationToken))];
    }

    private ListeningSource Source(SourcePlan source, IReadOnlyList<SoundRule> sounds, ListeningModels models, CancellationToken cancellationToken) => new()
    {
        Name = source.Name,
        Capture = SourceInputs.Open(source, time, cancellationToken),
        Model = models.Of(source.Model),
        Sounds = sounds,
        Detection = source.Detection,
        Gate = source.Gate,
        Hop = source.Hop,
        Preparation = source.Preparation,
        Clips = source.Settings.Get(SourceKeys.Clips) ? plan.Clips : null,
        IsEnabled = source.Settings.Get(SourceKeys.Enabled),
    };

    private ListenerOptions Options(ListeningModels models) => new()
    {
        Workers = plan.Setup.Listen.Value(ListenKeys.Workers),
        StallTimeout = plan.Setup.Listen.Get(ListenKeys.StallTimeout),
        LongestWait = plan.Setup.Listen.Get(ListenKeys.LongestWait),
        SpeechNetwork = models.Speech,
    };

    // A recording that cannot be read is told; as the only input it is wrong usage, among others a failure.
    private int ExitCode(Listener listener)
    {
        var failures = listener.Failures;
        foreach (var failure in failures.Values) terminal.Tell(failure.Message);
        return failures.Count == 0 ? ExitCodes.Done : plan.Sources.Count == 1 ? ExitCodes.Usage : ExitCodes.Failed;
    }
}
