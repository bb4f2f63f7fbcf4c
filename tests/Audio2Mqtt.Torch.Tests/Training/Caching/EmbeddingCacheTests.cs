using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Caching;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Caching;

public sealed class EmbeddingCacheTests : IDisposable
{
    private const string Key = "00aa";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_entry_comes_back_bit_for_bit()
    {
        var cache = new EmbeddingCache(Path.Combine(folder.FullPath, "cache"));
        var clip = new EmbeddedClip(0, 0, [1.1f, -2.2f, 3.3f, 4.4f], [-20.5f, -30.25f]);
        Assert.Null(cache.Find(Key, 0, 0));
        Assert.True(cache.Store(Key, clip, isNarrow: false));
        var found = cache.Find(Key, 7, 3)!;
        Assert.Equal(clip.Embeddings, found.Embeddings);
        Assert.Equal(clip.LevelsDbfs, found.LevelsDbfs);
        Assert.Equal((7, 3), (found.Index, found.Copy));
    }

    [Fact]
    public void A_narrow_entry_is_what_narrowing_says()
    {
        var cache = new EmbeddingCache(Path.Combine(folder.FullPath, "cache"));
        float[] values = [1.1f, -2.2f, 3.3f, 4.4f];
        cache.Store(Key, new(0, 1, values, [-20.5f, -30.25f]), isNarrow: true);
        EmbeddingCache.Narrow(values);
        Assert.Equal(values, cache.Find(Key, 0, 1)!.Embeddings);
        Assert.Equal(1.1f, values[0], 1.1f / 2048); // half of a unit in the last of 11 bits
    }

    [Fact]
    public void No_damage_is_ever_taken_for_an_entry()
    {
        var cache = new EmbeddingCache(Path.Combine(folder.FullPath, "cache"));
        cache.Store(Key, new(0, 0, [1, 2, 3, 4], [-20, -30]), isNarrow: false);
        var path = Directory.GetFiles(cache.Folder, "*", SearchOption.AllDirectories).Single();
        var intact = File.ReadAllBytes(path);
        var random = new Random(11);
        for (var k = 0; k < 2_000; k++)
        {
            var damaged = (byte[])intact.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (k % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            File.WriteAllBytes(path, damaged);
            Assert.Null(cache.Find(Key, 0, 0));
        }
    }

    [Fact]
    public void Pruning_takes_what_was_not_used_for_longest()
    {
        var cache = new EmbeddingCache(Path.Combine(folder.FullPath, "cache"), maxBytes: 150);
        foreach (var (k, key) in ((string[])["00a", "01b", "02c"]).Index())
        {
            cache.Store(key, new(0, 0, [1, 2], [-20]), isNarrow: false); // 40 bytes
            File.SetLastWriteTimeUtc(Directory.GetFiles(cache.Folder, key + "*", SearchOption.AllDirectories).Single(), new DateTime(2026, 1, 1 + k, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(0, cache.Prune());
        Assert.NotNull(cache.Find("00a", 0, 0)); // used: now the newest
        Assert.Equal(1, new EmbeddingCache(cache.Folder, maxBytes: 100).Prune());
        Assert.NotNull(cache.Find("00a", 0, 0));
        Assert.Null(cache.Find("01b", 0, 0));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_no_error()
    {
        folder.Write("file", []);
        var cache = new EmbeddingCache(Path.Combine(folder.FullPath, "file", "below"));
        Assert.False(cache.Store(Key, new(0, 0, [1], [-20]), isNarrow: false));
        Assert.Null(cache.Find(Key, 0, 0));
    }
}
