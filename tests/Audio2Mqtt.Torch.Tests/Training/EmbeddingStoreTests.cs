using Audio2Mqtt.Torch.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training;

public sealed class EmbeddingStoreTests
{
    [Fact]
    public void A_mean_weighs_patches_by_their_amplitude()
    {
        using var store = new EmbeddingStore(2);
        // 20 dB apart: amplitudes 1 and 0.1, so weights 10/11 and 1/11.
        store.Add(new(0, 0, [1, 0, 0, 1], [-10, -30]));
        var mean = new float[2];
        store.MeanOfActive(0, 0, 0, 2, mean);
        Assert.Equal(10f / 11, mean[0], 1e-6f);
        Assert.Equal(1f / 11, mean[1], 1e-6f);
    }

    [Fact]
    public void A_patch_without_energy_is_not_active()
    {
        using var store = new EmbeddingStore(1);
        store.Add(new(0, 0, [1, 2, 3], [-20, -150, -65]));
        Assert.Equal([0], store.Active(0, 0));
        var mean = new float[1];
        store.MeanOfActive(0, 0, 0, 1, mean);
        Assert.Equal(1, mean[0]);
    }

    [Fact]
    public void What_does_not_fit_into_memory_comes_back_from_the_file()
    {
        using var inMemory = new EmbeddingStore(3);
        using var onDisk = new EmbeddingStore(3, maxMemoryBytes: 20);
        for (var clip = 0; clip < 50; clip++)
        {
            var values = Enumerable.Range(0, 6).Select(k => (clip * 6f) + k).ToArray();
            inMemory.Add(new(clip, 0, values, [-10, -10]));
            onDisk.Add(new(clip, 0, values, [-10, -10]));
        }

        Assert.Equal(0, inMemory.SpilledBytes);
        Assert.Equal(49 * 6 * 2, onDisk.SpilledBytes); // 12 bytes a clip: one fits into 20
        for (var clip = 0; clip < 50; clip++) Assert.Equal(inMemory.Rows(clip, 0), onDisk.Rows(clip, 0));
    }
}
