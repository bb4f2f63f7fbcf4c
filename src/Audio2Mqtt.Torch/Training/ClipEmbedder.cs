using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Training.Caching;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Clips in, embeddings out, on every core, by way of the cache: decodes a clip once, makes its changed copies and embeds them together.
/// Only a few clips are in memory at a time.
/// </summary>
/// <param name="embedder">What embeds; borrowed.</param>
/// <param name="embeddingKey">Names the embedding and its weights: <see cref="EmbeddingDescription.Key"/>.</param>
/// <param name="cache">Where embeddings are kept; null to keep none.</param>
/// <param name="workers">Threads, 1 or more; one a core when null.</param>
/// <param name="preparation">What is done to each copy once it is made, as noise is there before it can be taken off; null for nothing.</param>
public sealed class ClipEmbedder(
    IEmbedder embedder, string embeddingKey, EmbeddingCache? cache = null, int? workers = null, SoundPreparation? preparation = null)
{
    // A batch of this many patches is as fast a patch as any larger one (docs/performance.md).
    private const int BatchPatches = 32;

    private readonly string key = preparation is { IsNone: false } ? $"{embeddingKey} {preparation.Key}" : embeddingKey;
    private readonly PatchGrid grid = new(embedder.WindowSamples, embedder.HopSamples);
    private readonly ConcurrentDictionary<string, Lazy<string>> contentHashes = new(StringComparer.Ordinal);

    /// <summary>What is done to each copy; null for nothing.</summary>
    internal SoundPreparation? Preparation => preparation;

    /// <summary>Embeds clips; they come in the order in which they are done. A clip that cannot be used is a result with a problem.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="copies">What each clip is wanted as, null for as it is.</param>
    /// <param name="seed">Decides the copies' random part, together with each clip's content.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async IAsyncEnumerable<ClipEmbeddings> EmbedAsync(
        IReadOnlyList<ClipSource> clips,
        IReadOnlyList<IWaveformTransform?> copies,
        long seed = 0,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(copies);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The pieces of a recording are read in one go, by one thread.
        var files = Enumerable.Range(0, clips.Count).GroupBy(index => clips[index].Path, StringComparer.Ordinal)
            .Select(file => file.OrderBy(index => clips[index].Start).ToArray()).ToArray();
        var threads = Math.Clamp(workers ?? Environment.ProcessorCount, 1, Math.Max(1, files.Length));
        var done = Channel.CreateBounded<ClipEmbeddings>(new BoundedChannelOptions(2 * threads) { SingleReader = true });
        var next = -1;
        var left = threads;
        void Work()
        {
            try
            {
                TorchRuntime.UseOneThread();
                for (int file; (file = Interlocked.Increment(ref next)) < files.Length;)
                {
                    using var reader = new StretchReader(clips[files[file][0]].Path, AudioInput.YamnetSampleRate, stop.Token);
                    foreach (var index in files[file])
                    {
                        stop.Token.ThrowIfCancellationRequested();
                        var result = Embed(clips[index], index, reader, copies, seed, stop.Token);
                        if (!done.Writer.TryWrite(result)) done.Writer.WriteAsync(result, stop.Token).AsTask().GetAwaiter().GetResult();
                    }
                }

                if (Interlocked.Decrement(ref left) == 0) done.Writer.TryComplete();
            }
            catch (Exception error)
            {
                // The first reason is what the reader gets to see.
                done.Writer.TryComplete(error);
                stop.Cancel();
            }
        }

        // Threads of their own: they compute for long, and torch's settings belong to threads.
        var tasks = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            await foreach (var result in done.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return result;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
    }

    private ClipEmbeddings Embed(
        ClipSource clip, int index, StretchReader reader, IReadOnlyList<IWaveformTransform?> copies, long seed, CancellationToken cancellationToken)
    {
        try
        {
            var content = contentHashes.GetOrAdd(clip.Path, path => new(() => ContentHash(path))).Value;
            var results = new EmbeddedClip?[copies.Count];
            var seeds = new long[copies.Count];
            var keys = new string[copies.Count];
            for (var k = 0; k < copies.Count; k++)
            {
                seeds[k] = CacheKey.Seed(content, clip, k, seed);
                keys[k] = CacheKey.Of(content, clip, key, copies[k], seeds[k]);
                results[k] = cache?.Find(keys[k], index, k);
            }

            var missing = Enumerable.Range(0, copies.Count).Where(k => results[k] is null).ToArray();
            if (missing.Length > 0)
            {
                var samples = reader.Read(clip.Start, clip.Duration);
                if (ClipCheck.Judge(clip, samples, AudioInput.YamnetSampleRate) is { } leftOut) return new(index, [], leftOut, false);
                foreach (var part in missing.Chunk(Math.Max(1, BatchPatches / grid.Count(samples.Length))))
                {
                    Embed(samples, part, copies, seeds, results, index);
                    cancellationToken.ThrowIfCancellationRequested();
                }

                foreach (var k in missing) cache?.Store(keys[k], results[k]!, isNarrow: copies[k] is not null);
            }

            return new(index, results!, null, missing.Length == 0);
        }
        catch (AudioException failure)
        {
            return new(index, [], ClipCheck.Unreadable(clip, failure), false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(index, [], new(clip, ClipVerdict.Unreadable, error.Message), false);
        }
    }

    private static string ContentHash(string path)
    {
        AudioSource.RequireContent(path);
        return Network.Weights.FileHash.Sha256(path);
    }

    private void Embed(
        float[] samples, int[] part, IReadOnlyList<IWaveformTransform?> copies, long[] seeds, EmbeddedClip?[] results, int index)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        float[][] sounds = [.. part.Select(k => PreparedReader.Apply(copies[k]?.Apply(samples, seeds[k]) ?? samples, preparation))];

        // Where silence is cut off, copies differ in length: what they lack is padding, whose patches are passed over.
        var padded = (int)grid.PaddedLength(sounds.Max(sound => sound.Length));
        var rows = new float[part.Length * padded];
        foreach (var (row, sound) in sounds.Index()) sound.CopyTo(rows.AsSpan(row * padded));

        var waveforms = tensor(rows, [part.Length, padded]);                        // [copies, samples]
        using var data = embedder.Embed(waveforms, embedder.HopSamples).contiguous().data<float>(); // [copies, N, size]
        var values = data.ToArray();
        var stride = grid.Count(padded) * embedder.Size;
        foreach (var (row, sound) in sounds.Index())
        {
            var levels = new float[grid.Count(sound.Length)];
            grid.Levels(sound, levels);
            var embeddings = values.AsSpan(row * stride, levels.Length * embedder.Size).ToArray();
            if (copies[part[row]] is not null) EmbeddingCache.Narrow(embeddings);
            results[part[row]] = new(index, part[row], embeddings, levels);
        }
    }
}
