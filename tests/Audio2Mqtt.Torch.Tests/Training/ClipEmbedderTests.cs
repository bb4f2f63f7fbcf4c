using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Classification;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Caching;
using Xunit;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Training;

[Collection(ClassifierTests.CountsTensors)]
public sealed class ClipEmbedderTests : IDisposable
{
    private static readonly EmbeddingDescription Spectra = EmbeddingDescription.Of(new SpectrumOptions { Bins = 8, WindowSeconds = 0.5 });

    private readonly LabelledFolder folder = new();
    private readonly IEmbedder embedder = Embedders.For(Spectra);

    public void Dispose()
    {
        embedder.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)] // far more than files
    public async Task Whoever_embeds_a_clip_and_whenever_it_is_the_same(int workers)
    {
        var clips = Clips(7);
        var alone = new List<ClipEmbeddings>();
        foreach (var (k, clip) in clips.Index()) alone.Add((await Embed(new(embedder, Spectra.Key, null, 1), [clip]))[0] with { Index = k });
        AssertEqual(alone, await Embed(new(embedder, Spectra.Key, null, workers), clips));

        var turned = await Embed(new(embedder, Spectra.Key, null, workers), [.. clips.Reverse()]);
        AssertEqual(alone, [.. turned.Select(item => item with { Index = 6 - item.Index }).OrderBy(item => item.Index)]);
    }

    [Fact]
    public async Task The_cache_gives_back_what_was_embedded_bit_by_bit()
    {
        var clips = Clips(4);
        var cache = new EmbeddingCache(folder.At("cache"));
        var fresh = await Embed(new(embedder, Spectra.Key, cache), clips);
        var cached = await Embed(new(embedder, Spectra.Key, cache), clips);
        AssertEqual(fresh, cached);
        AssertEqual(fresh, await Embed(new(embedder, Spectra.Key), clips));
        Assert.All(fresh, item => Assert.False(item.IsCached));
        Assert.All(cached, item => Assert.True(item.IsCached));

        // Another embedding or another seed is another entry; the clip as it is has no seed.
        Assert.All(await Embed(new(embedder, "other", cache), clips), item => Assert.False(item.IsCached));
        var other = await Embed(new(embedder, Spectra.Key, cache), clips, seed: 4);
        Assert.All(other, item => Assert.False(item.IsCached));
        Assert.Equal(fresh[0].Copies[0].Embeddings, other[0].Copies[0].Embeddings);
        Assert.NotEqual(fresh[0].Copies[1].Embeddings, other[0].Copies[1].Embeddings);
    }

    [Fact]
    public async Task What_cannot_be_used_is_a_result_with_its_reason()
    {
        var good = Clips(1)[0];
        ClipSource Odd(string path) => good with { Path = path };
        var results = await Embed(
            new(embedder, Spectra.Key),
            [
                good, Odd(folder.Write("a/text.wav", "no audio"u8)), Odd(folder.Wav("a/still.wav", new float[16_000])), Odd(folder.Noise("a/click.wav", 0.1)),
                Odd(folder.Wav("a/nan.wav", [.. new float[8000], float.NaN])), Odd(folder.At("a/gone.wav")), Odd(folder.Write("a/empty.wav", [])),
                good with { Start = TimeSpan.FromHours(1), Duration = TimeSpan.FromSeconds(5) },
            ]);
        Assert.Null(results[0].LeftOut);
        Assert.All(results.Skip(1), item => Assert.Empty(item.Copies));
        Assert.Equal(
            [ClipVerdict.Unreadable, ClipVerdict.Silent, ClipVerdict.TooShort, ClipVerdict.Unreadable, ClipVerdict.Unreadable, ClipVerdict.Unreadable, ClipVerdict.Unreadable],
            results.Skip(1).Select(item => item.LeftOut!.Verdict));
    }

    [Fact]
    public async Task A_cancelled_embedding_ends_at_once_and_leaves_no_tensor()
    {
        var clips = Clips(30);
        var before = Tensor.TotalCount;
        using var stop = new CancellationTokenSource();
        var done = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in new ClipEmbedder(embedder, Spectra.Key, null, 2).EmbedAsync(clips, Copies, 3, stop.Token))
                if (++done == 2) await stop.CancelAsync();
        });
        Assert.InRange(done, 2, clips.Length - 1);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public async Task Repeated_embedding_leaves_no_tensor_behind()
    {
        var clips = Clips(4);
        await Embed(new(embedder, Spectra.Key), clips);
        var before = Tensor.TotalCount;
        for (var k = 0; k < 3; k++) await Embed(new(embedder, Spectra.Key), clips);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_more_holds_the_workers_back()
    {
        var clips = Clips(60);
        var counting = new Counting();
        await using var results = new ClipEmbedder(embedder, Spectra.Key, null, 2).EmbedAsync(clips, [counting], 3).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());

        // One was taken, two times two wait, and each of two workers has one more in its hands.
        Assert.True(SpinWait.SpinUntil(() => counting.Applied >= 7, TimeSpan.FromMinutes(1)));
        Assert.False(SpinWait.SpinUntil(() => counting.Applied > 7, TimeSpan.FromMilliseconds(300)));
    }

    private static IReadOnlyList<IWaveformTransform?> Copies => [null, new Augmenter(new(), 0, 1, null)];

    private ClipSource[] Clips(int count) =>
        [.. Enumerable.Range(0, count).Select(k => new ClipSource { Path = folder.Noise($"a/{k}.wav", 1 + (0.1 * k)), ClassName = "a", Recording = $"{k}" })];

    private static async Task<IReadOnlyList<ClipEmbeddings>> Embed(ClipEmbedder embedder, IReadOnlyList<ClipSource> clips, long seed = 3)
    {
        var results = new List<ClipEmbeddings>();
        await foreach (var item in embedder.EmbedAsync(clips, Copies, seed)) results.Add(item);
        return [.. results.OrderBy(item => item.Index)];
    }

    private static void AssertEqual(IReadOnlyList<ClipEmbeddings> expected, IReadOnlyList<ClipEmbeddings> actual)
    {
        Assert.Equal(expected.Select(item => item.Index), actual.Select(item => item.Index));
        foreach (var (first, second) in expected.Zip(actual))
        {
            Assert.Equal(first.Copies.Select(copy => copy.Embeddings), second.Copies.Select(copy => copy.Embeddings));
            Assert.Equal(first.Copies.Select(copy => copy.LevelsDbfs), second.Copies.Select(copy => copy.LevelsDbfs));
        }
    }

    private sealed class Counting : IWaveformTransform
    {
        private int applied;

        public int Applied => Volatile.Read(ref applied);

        public string Key => "counting";

        public float[] Apply(ReadOnlySpan<float> samples, long seed)
        {
            Interlocked.Increment(ref applied);
            return samples.ToArray();
        }
    }
}
