using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>
/// Listens to sources and tells a sink what it hears: a thread captures each source, a few workers take the patches of all of them through the network
/// together, and each source's events come in order. Recordings go the same road on their own clock and give the same events to the last bit.
/// </summary>
public sealed class Listener : IListenerControl
{
    private static readonly TimeSpan StallCheck = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<ListeningSource> sources;
    private readonly ListenerOptions options;
    private readonly TimeProvider time;
    private SourceStream[] streams = [];

    /// <summary>A listener; it listens once <see cref="RunAsync"/> is called, and once only.</summary>
    /// <param name="sources">What to listen to, 1 or more; their models stay the caller's.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">No source, two of one name, a hop longer than a patch, or no network to hear speech with.</exception>
    public Listener(IReadOnlyList<ListeningSource> sources, ListenerOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        (this.sources, this.options, this.time) = ([.. sources], options ?? new(), time ?? TimeProvider.System);
        if (sources.Count == 0) throw new ArgumentException("no source to listen to", nameof(sources));
        if (sources.GroupBy(source => source.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"two sources are called '{twice.Key}'", nameof(sources));
        if (sources.FirstOrDefault(source => source.HopSamples > source.Model.Patch.WindowSamples) is { } gaps)
            throw new ArgumentException($"the hop of '{gaps.Name}' is longer than a patch of its model", nameof(sources));
        if (sources.Any(source => source.Clips is { NoSpeech: true }) && this.options.SpeechNetwork is null)
            throw new ArgumentException("clips without speech need a network that hears speech", nameof(options));
    }

    /// <summary>The recordings that could not be read to their end, by their source's name.</summary>
    public IReadOnlyDictionary<string, Audio2MqttException> Failures =>
        streams.Where(stream => stream.Failure is not null).ToDictionary(stream => stream.Source.Name, stream => stream.Failure!);

    /// <summary>What became of each source's sound so far.</summary>
    public IReadOnlyList<SourceStatistics> Statistics() => [.. streams.Select(stream => stream.Statistics())];

    /// <inheritdoc/>
    public void SetEnabled(string source, bool enabled)
    {
        if (Find(source) is { } stream) stream.IsEnabled = enabled;
    }

    /// <inheritdoc/>
    public bool IsEnabled(string source) => Find(source)?.IsEnabled ?? false;

    /// <summary>Listens until every source has ended, which only recordings do, or until the token is cancelled: both are a good end.</summary>
    /// <param name="sink">Told everything, and completed at the end; called by one thread at a time.</param>
    /// <param name="cancellationToken">Ends listening: sounds that are heard end, sinks get a moment to say so.</param>
    public async Task RunAsync(IEventSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (streams.Length > 0) throw new InvalidOperationException("a listener listens once");
        using var ready = new ReadyQueue();
        var gate = new SinkGate(sink);
        streams = [.. sources.Select(source => new SourceStream(source, options, time, gate, ready))];
        sink.Begin([.. sources.Select(Describe)], this);
        using var workersEnd = new CancellationTokenSource();
        var count = options.Workers ?? Math.Min(Environment.ProcessorCount, sources.Count);
        ListeningModel[] models = [.. sources.Select(source => source.Model).Distinct()];
        var workers = Enumerable.Range(0, count).Select(k => Start($"detector {k + 1}", () => new DetectorWorker(ready, models).Run(workersEnd.Token))).ToArray();

        // Without the detector there is nothing to listen for: whoever waits for it goes, and its error is told.
        foreach (var worker in workers) _ = worker.ContinueWith(_ => StopStreams(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            using var stop = cancellationToken.Register(StopStreams);
            using var stalls = time.CreateTimer(_ => CheckStalls(), null, StallCheck, StallCheck);
            await Task.WhenAll(streams.Select(stream => Start($"capture {stream.Source.Name}", () => Capture(stream, cancellationToken)))).ConfigureAwait(false);
        }
        finally
        {
            await workersEnd.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(workers).ConfigureAwait(false);
            foreach (var stream in streams) stream.TellEnd();
            foreach (var stream in streams) stream.Dispose();
            using var limit = new CancellationTokenSource(options.CompletionTimeout, time);
            await sink.CompleteAsync(limit.Token).ConfigureAwait(false);
        }
    }

    private static SourceInfo Describe(ListeningSource source) => new(
        source.Name, source.Capture.Description, [.. source.Sounds.Select(sound => sound.Name)], source.Model.Name, source.Model.Hash);

    // A thread of its own, whose failure is the task's.
    private static Task Start(string name, Action body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                body();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return done.Task;
    }

    private static void Capture(SourceStream stream, CancellationToken cancellationToken)
    {
        try
        {
            stream.Run(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Listening ends.
        }
    }

    private SourceStream? Find(string source) => Array.Find(streams, stream => stream.Source.Name == source);

    private void StopStreams()
    {
        foreach (var stream in streams) stream.Stop();
    }

    private void CheckStalls()
    {
        foreach (var stream in streams) stream.CheckStall();
    }
}
