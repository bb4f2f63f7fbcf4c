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

    /// <summary>Tells what would be done, in the order in which it is known; nothing is written. Files are opened, so that what cannot be read is told.</summary>
    /// <param name="items">The files.</param>
    /// <param name="progress">Told the share that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AudioException">The recording of noise cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public IEnumerable<ConversionResult> Preview(IReadOnlyList<ConversionItem> items, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (options.Denoise is NoiseReference.Recording { Path: var path }) AudioInput.OpenMono16k(path, null, cancellationToken).Dispose();
        return Each(items, (item, _, token) => FileConversion.Preview(item, token), progress, cancellationToken);
    }

    /// <summary>Converts; results come in the order in which files are done. Ending early leaves complete files only.</summary>
    /// <param name="items">The files.</param>
    /// <param name="progress">Told the share that is done, by one thread at a time, but not always the same; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; results that are complete still come, then the cancellation is thrown.</param>
    /// <exception cref="AudioException">The recording of noise cannot be used, or there are several files and their folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public IEnumerable<ConversionResult> Run(IReadOnlyList<ConversionItem> items, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count > 1 && items.FirstOrDefault(item => !IsDone(item.Target)) is { } first) RequireWritable(Path.GetDirectoryName(Path.GetFullPath(first.Target))!);
        var denoiser = options.Denoise is { } reference ? new Denoiser(reference, cancellationToken) : null;
        return Each(items, new FileConversion(options, denoiser).Convert, progress, cancellationToken);
    }

    private IEnumerable<ConversionResult> Each(
        IReadOnlyList<ConversionItem> items, Func<ConversionItem, PieceProgress?, CancellationToken, ConversionResult> work, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new BlockingCollection<ConversionResult>();
        var joined = progress is null ? null : new JoinedProgress(progress, items.Count);
        var next = -1;
        void Work()
        {
            for (int k; !stop.IsCancellationRequested && (k = Interlocked.Increment(ref next)) < items.Count;)
            {
                try
                {
                    var piece = joined?.Of(k);
                    done.Add(IsDone(items[k].Target) ? new() { Item = items[k], State = ConversionState.Skipped } : work(items[k], piece, stop.Token), CancellationToken.None);
                    piece?.Report(1);
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
                count++;
                yield return result;
            }
        }
        finally
        {
            stop.Cancel();
            all.GetAwaiter().GetResult();
        }

        if (count < items.Count) cancellationToken.ThrowIfCancellationRequested();
    }

    // Once, rather than once a file, each after all its work.
    private static void RequireWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, $".a2m-{Environment.ProcessId}-{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AudioException(folder, $"cannot be written ({failure.Message.TrimEnd('.')})", failure);
        }
    }

    // Where sounds are parted, only their times tell which files there will be.
    private bool IsDone(string target) => !options.Overwrite && !options.SplitSilence && File.Exists(target);
}
