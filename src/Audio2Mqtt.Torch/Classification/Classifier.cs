using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Tags files: any number of them, of any length, in constant memory. Decoding runs beside the network, and patches of different
/// files share its batches. One instance serves any number of runs, one after the other or at once.
/// </summary>
public sealed class Classifier
{
    private readonly Task<Yamnet> network;
    private readonly ClassifierOptions options;
    private readonly Func<Yamnet, IPatchScorer> makeScorer;

    /// <summary>A classifier over a loaded network.</summary>
    /// <param name="network">Borrowed; in eval mode.</param>
    /// <param name="options">How to classify; the defaults when null.</param>
    /// <param name="scorer">What turns YAMNet's output into class scores; YAMNet's own classes when null.</param>
    public Classifier(Yamnet network, ClassifierOptions? options = null, IPatchScorer? scorer = null)
        : this(Task.FromResult(network ?? throw new ArgumentNullException(nameof(network))), options, scorer)
    {
    }

    /// <summary>A classifier over a network that is still loading: decoding begins at once.</summary>
    /// <param name="network">Borrowed. Where it fails, a run throws its error.</param>
    /// <param name="options">How to classify; the defaults when null.</param>
    /// <param name="scorer">What turns YAMNet's output into class scores; YAMNet's own classes when null.</param>
    public Classifier(Task<Yamnet> network, ClassifierOptions? options = null, IPatchScorer? scorer = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        this.options = options ?? new();
        makeScorer = scorer is null ? yamnet => new YamnetScorer(yamnet.ClassNames) : _ => scorer;
    }

    /// <summary>
    /// Classifies files. A file that cannot be read is a result with an error and never stops the others. Results come in the order
    /// of <paramref name="paths"/>. After a cancellation the results that are complete still come, then the cancellation is thrown.
    /// </summary>
    /// <param name="paths">Files, URLs, or <c>-</c> for standard input, at most once.</param>
    /// <param name="progress">Told after each batch and file, from any thread, one call at a time; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="UnknownClassException">The options name a class that does not exist.</exception>
    /// <exception cref="Audio2MqttException">The network could not be loaded.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async IAsyncEnumerable<FileResult> ClassifyAsync(
        IReadOnlyList<string> paths,
        IProgress<ClassificationProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var run = new ClassificationRun(paths, options, network, makeScorer, progress, cancellationToken);
        try
        {
            foreach (var file in run.Files)
            {
                // The wait ends with the result or with the run; whatever is complete by then is still handed out.
                await ((Task)file.Result).WaitAsync(run.Stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (file.Result.IsCompletedSuccessfully) yield return await file.Result.ConfigureAwait(false);
            }
        }
        finally
        {
            await run.StopAsync().ConfigureAwait(false);
        }

        if (run.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
