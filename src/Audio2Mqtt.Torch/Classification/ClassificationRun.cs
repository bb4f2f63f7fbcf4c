using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// One run over a list of files. Decoder threads each take the next file and cut it into blocks; worker threads gather blocks of
/// whatever files into batches and score them. Both are threads of their own: they block, and torch's settings belong to threads.
/// </summary>
internal sealed class ClassificationRun : IDisposable
{
    /// <summary>Patches in the queue, for each worker: a good part of what decoders can do in the 0.3 s that libtorch takes to load; 5 MB.</summary>
    private const int QueuedPatchesPerWorker = 160;

    /// <summary>How long threads get to end after a cancellation; one that hangs in a read of standard input is left behind.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly FileScores[] files;
    private readonly ClassifierOptions options;
    private readonly Task<IPatchScorer> scorer;
    private readonly PatchGrid grid;
    private readonly RunProgress progress;
    private readonly BatchQueue queue;
    private readonly CancellationTokenSource stop;
    private readonly Lazy<(BatchScorer Scorer, ScoredClasses Classes)> scoring;
    private readonly Task[] threads;
    private int nextFile;
    private int decodersLeft;
    private Exception? failure;

    public ClassificationRun(
        IReadOnlyList<string> paths,
        ClassifierOptions options,
        Task<IPatchScorer> scorer,
        IProgress<ClassificationProgress>? progress,
        CancellationToken cancellationToken)
    {
        (this.options, this.scorer) = (options, scorer);
        grid = new(options.Patch.WindowSamples, options.HopSamples);
        files = [.. paths.Select(path => new FileScores(path, options))];
        this.progress = new RunProgress(files.Length, progress);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        queue = new BatchQueue(options.Workers * QueuedPatchesPerWorker, stop.Token);
        scoring = new(MakeScoring);
        decodersLeft = Math.Min(options.Workers, files.Length);
        threads =
        [
            .. Enumerable.Range(0, decodersLeft).Select(_ => Start(Decode)),
            .. Enumerable.Range(0, options.Workers).Select(_ => Start(Work)),
        ];
    }

    /// <summary>Every file, in input order.</summary>
    public IReadOnlyList<FileScores> Files => files;

    /// <summary>Cancelled when the caller cancels or the run fails.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>What made the run as a whole fail; null when nothing did.</summary>
    public Exception? Failure => failure;

    /// <summary>Ends every thread; waits for them a moment.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(threads).WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A read of standard input cannot be interrupted; its thread ends with the process.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        queue.Dispose();
        stop.Dispose();
    }

    private Task Start(Action work) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The caller's wish, or another thread's failure, which is kept there.
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
                stop.Cancel();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Decode()
    {
        try
        {
            for (int next; (next = Interlocked.Increment(ref nextFile) - 1) < files.Length;)
            {
                stop.Token.ThrowIfCancellationRequested();
                Decode(files[next]);
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref decodersLeft) == 0) queue.Complete();
        }
    }

    private void Decode(FileScores file)
    {
        PreparedReader? reader = null;
        var failed = true;
        try
        {
            var begin = Stopwatch.GetTimestamp();
            reader = PreparedReader.Open(file.Path, options.Preparation, new() { Start = options.Start, Duration = options.Duration }, stop.Token);
            if (reader.Frames is { } frames) file.PatchFraction = 1.0 / grid.Count(Math.Max(0, frames));
            var cutter = new PatchCutter(reader, grid, options.BatchSize, withLevels: options.Aggregate == ScoreAggregate.Judge);
            while (cutter.Next(file) is { } block)
            {
                progress.Decoded(Stopwatch.GetElapsedTime(begin));
                queue.Add(block);
                begin = Stopwatch.GetTimestamp();
            }

            if (cutter.PatchCount == 0) throw new AudioException(file.Path, "holds no audio");
            var duration = TimeSpan.FromSeconds(cutter.SampleCount / (double)AudioInput.YamnetSampleRate);
            file.Finish(cutter.PatchCount, options.Start + reader.Begin, duration, reader.Info, reader.Warnings);
            progress.FileDone(file, cutter.PatchCount);
            failed = false;
        }
        catch (Audio2MqttException error)
        {
            file.Fail(error, reader?.Info);
        }
        finally
        {
            if (failed) progress.FileDone(file, 0);
            reader?.Dispose();
        }
    }

    private void Work()
    {
        // A batch that holds files of several threads' decoding is still scored by one: one intra-op thread a worker is fastest.
        TorchRuntime.UseOneThread();
        while (queue.Take(options.BatchSize) is { Count: > 0 } batch)
        {
            var (scorer, classes) = scoring.Value;
            var (scores, features, inNetwork) = scorer.Score(batch);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Release();
                batch[i].File.Add(batch[i].FirstPatch, scores[i], batch[i].LevelsDbfs, classes);
                progress.Scored(batch[i].File, batch[i].PatchCount, options.Hop);
            }

            progress.Worked(features, inNetwork);
            stop.Token.ThrowIfCancellationRequested();
        }
    }

    private (BatchScorer Scorer, ScoredClasses Classes) MakeScoring()
    {
        var loaded = scorer.WaitAsync(stop.Token).GetAwaiter().GetResult();
        return (new BatchScorer(loaded, options.HopSamples), ScoredClasses.Of(loaded, options));
    }
}
