using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Tags files: any number of them, of any length, in constant memory. Decoding runs beside the network, and patches of different
/// files share its batches. One instance serves any number of runs, one after the other or at once.
/// </summary>
public sealed class Classifier
{
    private readonly Task<IPatchScorer> scorer;
    private readonly ClassifierOptions options;

    /// <summary>A classifier over a scorer.</summary>
    /// <param name="scorer">What scores patches; borrowed.</param>
    /// <param name="options">How to classify, but for the patches, which are the scorer's; the defaults, with the scorer's preparation, when null.</param>
    public Classifier(IPatchScorer scorer, ClassifierOptions? options = null)
        : this(
            Task.FromResult(scorer ?? throw new ArgumentNullException(nameof(scorer))),
            (options ?? new()) with { Patch = scorer.Shape, Preparation = options?.Preparation ?? scorer.Preparation })
    {
    }

    /// <summary>A classifier over a scorer that is still loading: decoding begins at once.</summary>
    /// <param name="scorer">Borrowed. Where it fails, a run throws its error.</param>
    /// <param name="options">
    /// How to classify; its patches must be the scorer's, and so must its preparation where the scorer has one. The defaults, with YAMNet's patches, when null.
    /// </param>
    public Classifier(Task<IPatchScorer> scorer, ClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        (this.scorer, this.options) = (scorer, options ?? new());
    }

    /// <summary>
    /// Classifies files. A file that cannot be read is a result with an error and never stops the others. Results come in the order
    /// of <paramref name="paths"/>. After a cancellation the results that are complete still come, then the cancellation is thrown.
    /// </summary>
    /// <param name="paths">Files, URLs, or <c>-</c> for standard input, at most once.</param>
    /// <param name="progress">Told after each batch and file, from any thread, one call at a time; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="UnknownClassException">The options name a class that does not exist.</exception>
    /// <exception cref="ArgumentException">The options' patches are not the scorer's, they have no preparation where the scorer has one, or they judge scores that stand for themselves.</exception>
    /// <exception cref="Audio2MqttException">The network or the model could not be loaded.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async IAsyncEnumerable<FileResult> ClassifyAsync(
        IReadOnlyList<string> paths,
        IProgress<ClassificationProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using var run = new ClassificationRun(paths, options, scorer, progress, cancellationToken);
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
