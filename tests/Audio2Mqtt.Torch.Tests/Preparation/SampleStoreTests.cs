using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Preparation;

public sealed class SampleStoreTests
{
    [Theory]
    [InlineData(100_000)]
    [InlineData(30_000)]
    [InlineData(0)]
    public void What_was_added_can_be_read_again_in_memory_and_out_of_it(int mostInMemory)
    {
        var samples = Signals.Noise(70_000, seed: 1);
        using var store = new SampleStore("a.wav", mostInMemory);
        foreach (var block in samples.Chunk(9_000)) store.Add(block);
        Assert.Equal(samples.Length, store.Length);
        foreach (var (first, count) in ((int, int)[])[(0, samples.Length), (69_999, 1), (12_345, 30_000), (0, 1)])
        {
            var part = new float[count];
            store.Read(first, part);
            Assert.Equal(samples[first..(first + count)], part);
        }
    }

    [Fact]
    public void A_temporary_file_is_gone_at_the_latest_with_the_store()
    {
        string[] Files() => Directory.GetFiles(Path.GetTempPath(), $"a2m-{Environment.ProcessId}-*.raw");
        var before = Files().Length;
        using (var store = new SampleStore("a.wav", mostInMemory: 0))
        {
            store.Add([1, 2, 3]);

            // Where a name is not the file it goes at once, so that a killed process leaves none.
            Assert.Equal(OperatingSystem.IsWindows() ? before + 1 : before, Files().Length);
        }

        Assert.Equal(before, Files().Length);
    }
}
