using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>
/// Mutates a file's bytes again and again and sees to it that reading them ends as it should: with a result, or with one line that names the
/// file. Seeds are constants of the tests, so that a failure comes back.
/// </summary>
internal sealed class Fuzzer
{
    /// <summary>Mutations per format.</summary>
    public const int Count = 20_000;

    // On top of four times the file: error texts, and what the runtime itself takes when an error of a kind is thrown for the first time.
    private const long SlackBytes = 1 << 20;

    // A hang is a failure; the slowest format takes 20 s of one processor, which a busy machine may stretch.
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(15);

    private readonly byte[] original;
    private readonly byte[] current;
    private readonly int[] hot;
    private readonly Random random;

    /// <summary>A fuzzer over a file.</summary>
    /// <param name="original">The intact bytes.</param>
    /// <param name="hot">The places worth changing: those that the parser looks at.</param>
    /// <param name="seed">Where the sequence begins.</param>
    public Fuzzer(byte[] original, int[] hot, int seed)
    {
        this.original = original;
        this.hot = hot;
        current = [.. original];
        random = new Random(seed);
    }

    /// <summary>How many mutations were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>How many were read.</summary>
    public int Accepted { get; private set; }

    /// <summary>Runs all mutations.</summary>
    /// <param name="path">The path that errors must name.</param>
    /// <param name="read">Reads the bytes; must throw nothing but <see cref="WeightsFormatException"/>.</param>
    /// <param name="changed">Told of each changed range before and after reading, for a copy on disk; null for none.</param>
    public async Task RunAsync(string path, Action<ReadOnlyMemory<byte>> read, Action<byte[], int, int>? changed = null) =>
        await Task.Run(() =>
        {
            for (var number = 0; number < Count; number++) RunOne(number, path, read, changed);
        }).WaitAsync(HangLimit);

    private void RunOne(int number, string path, Action<ReadOnlyMemory<byte>> read, Action<byte[], int, int>? changed)
    {
        var ranges = Mutate();
        foreach (var (at, count) in ranges) changed?.Invoke(current, at, count);
        var length = changed is null && random.Next(20) == 0 ? random.Next(current.Length) : current.Length;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(current.AsMemory(0, length));
            Accepted++;
        }
        catch (WeightsFormatException error)
        {
            Refused++;
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"mutation {number} at {string.Join(", ", ranges)}", error);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= (4L * original.Length) + SlackBytes, $"mutation {number} took {allocated} bytes");
        foreach (var (at, count) in ranges)
        {
            original.AsSpan(at, count).CopyTo(current.AsSpan(at));
            changed?.Invoke(current, at, count);
        }
    }

    private List<(int At, int Count)> Mutate()
    {
        var ranges = new List<(int, int)>();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            // Mostly where the parser looks, now and then anywhere.
            var at = random.Next(10) == 0 ? random.Next(current.Length) : hot[random.Next(hot.Length)];
            var width = Math.Min(1 << random.Next(4), current.Length - at);
            ranges.Add((at, width));
            var place = current.AsSpan(at, width);
            switch (random.Next(6))
            {
                case 0:
                    place[0] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    random.NextBytes(place);
                    break;
                case 2: // Lengths and offsets at their extremes.
                    place.Fill(random.Next(2) == 0 ? (byte)0xff : (byte)0);
                    break;
                case 3: // Another place's bytes: valid offsets where they do not belong, and circles.
                    var from = hot[random.Next(hot.Length)];
                    original.AsSpan(from, Math.Min(width, original.Length - from)).CopyTo(place);
                    break;
                case 4: // A neighbour's bytes, which are often of the same kind.
                    var near = Math.Clamp(at + (width * random.Next(-8, 9)), 0, original.Length - width);
                    original.AsSpan(near, width).CopyTo(place);
                    break;
                default: // One more, one less.
                    place[0] += (byte)(random.Next(2) == 0 ? 1 : 255);
                    break;
            }
        }

        return ranges;
    }
}
