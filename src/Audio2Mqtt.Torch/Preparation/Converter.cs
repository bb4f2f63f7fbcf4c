using System.Collections.Concurrent;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>
/// Converts files of any format to 16 kHz mono at 16 bits, several at a time. Files appear whole or not at all, under their name only once complete; one that
/// cannot be read is reported and the others go on.
/// </summary>
/// <param name="options">What is done to them; null for the defaults.</param>
public sealed class Converter(ConversionOptions? options = null)
{
    private readonly ConversionOptions options = options ?? new();

    /// <summary>What would be done; nothing is written.</summary>
    /// <param name="items">The files.</param>
    public IEnumerable<ConversionResult> Preview(IEnumerable<ConversionItem> items) => items.Select(item =>
        new ConversionResult { Item = item, State = IsDone(item.Target) ? ConversionState.Skipped : ConversionState.Planned });

    /// <summary>Converts; results come in the order in which files are done. Ending early leaves complete files only.</summary>
    /// <param name="items">The files.</param>
    /// <param name="progress">Told the share of files that are done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; results that are complete still come, then the cancellation is thrown.</param>
    /// <exception cref="AudioException">The recording of noise cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public IEnumerable<ConversionResult> Run(IReadOnlyList<ConversionItem> items, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var denoiser = options.Denoise is { } reference ? new Denoiser(reference, cancellationToken) : null;
        return Convert(items, new FileConversion(options, denoiser), progress, cancellationToken);
    }

    private IEnumerable<ConversionResult> Convert(
        IReadOnlyList<ConversionItem> items, FileConversion conversion, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new BlockingCollection<ConversionResult>();
        var next = -1;
        void Work()
        {
            for (int k; !stop.IsCancellationRequested && (k = Interlocked.Increment(ref next)) < items.Count;)
            {
                try
                {
                    done.Add(IsDone(items[k].Target) ? new() { Item = items[k], State = ConversionState.Skipped } : conversion.Convert(items[k], stop.Token), CancellationToken.None);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // This file is not complete, and the others are not begun.
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            }
        }

        // Threads of their own: they compute for long, and torch's settings belong to threads.
        var tasks = Enumerable.Range(0, Math.Min(options.Workers, items.Count))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var all = Task.WhenAll(tasks);
        all.ContinueWith(_ => done.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var count = 0;
        try
        {
            foreach (var result in done.GetConsumingEnumerable(CancellationToken.None))
            {
                yield return result;
                progress?.Report((double)++count / items.Count);
            }
        }
        finally
        {
            stop.Cancel();
            all.GetAwaiter().GetResult();
        }

        if (count < items.Count) cancellationToken.ThrowIfCancellationRequested();
    }

    // Where sounds are parted, only their times tell which files there will be.
    private bool IsDone(string target) => !options.Overwrite && !options.SplitSilence && File.Exists(target);
}
