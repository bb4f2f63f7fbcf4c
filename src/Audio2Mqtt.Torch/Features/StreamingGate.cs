using System.Runtime.InteropServices;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Audio2Mqtt.Torch.Features;

/// <summary>
/// A <see cref="SpectralGate"/> for sound that comes bit by bit, and may never end: what is given comes back 0.24 to 0.34 s later, the first five seconds only once they are
/// all there, because until then nobody knows what the noise is. Blocks of 96 ms are worked on one by one, whatever the pieces in which they come: the same
/// sound becomes the same to the last bit, from a file as from a microphone. It belongs to one thread at a time.
/// </summary>
internal sealed class StreamingGate : IDisposable
{
    /// <summary>
    /// How far noise is lowered for models, in dB: half of what is done for people. Rain is noise too, and 24 dB push it below what YAMNet can tell from silence; 12 dB leave it its
    /// spectrum and still raise a tone by 10 dB out of the noise. docs/training.md has the accuracies.
    /// </summary>
    internal const double ReductionDb = 12;

    private const int BlockFrames = 6;
    private const int BlockSamples = BlockFrames * OverlappingFrames.Hop;

    // What a block's frames lie in.
    private const int BlockWindow = ((BlockFrames - 1) * OverlappingFrames.Hop) + OverlappingFrames.Size;

    // The frames after a block that its gains depend on.
    private const int AheadBlocks = SpectralGate.FaintReach / BlockFrames;
    private const int WarmUpBlocks = 52;

    // The noise is looked at anew twice a second.
    private const int ProfileBlocks = 5;

    // The squares of a Hann window that overlaps by three quarters add up to this everywhere.
    private const double WindowSum = 1.5;

    // Below any converter's noise: what was cut out or faded, and no noise at all.
    private const float DigitalSilence = 1e-10f;

    private readonly SpectralGateOptions options;
    private readonly NoiseProfile? known;
    private readonly NoiseTracker tracker;
    private readonly Tensor window;                    // [1024]
    private readonly Tensor shares;                    // [513] of a bin and its neighbours in their mean
    private readonly List<float> pending = [];         // what no block was made of yet
    private readonly List<float> done = [];            // what can be fetched, and what was
    private readonly Queue<Tensor> spectra = [];       // [1, 6, 513] of blocks that are not written yet
    private readonly List<Tensor> powers = [];         // [6, 513] of the next block to be written, and of two on either side
    private Tensor? tail;                              // [3, 256] what the last block adds to the next
    private Tensor? floor;                             // [1, 1, 513]
    private int fetched;                               // of what is done
    private long received;
    private long made;
    private long analysed;
    private long written;
    private long? frames;                              // of all sound, once that is known

    /// <summary>A gate that has heard nothing yet.</summary>
    /// <param name="options">How noise is told from sound; null for what models hear, which are the defaults but for <see cref="ReductionDb"/>.</param>
    /// <param name="noise">What is taken off; null to follow the noise in the sound itself.</param>
    internal StreamingGate(SpectralGateOptions? options = null, NoiseProfile? noise = null)
    {
        (this.options, known) = (options ?? new() { ReductionDb = ReductionDb }, noise);
        tracker = new(this.options.QuietShare);
        using var scope = NewDisposeScope();
        window = hann_window(OverlappingFrames.Size).DetachFromDisposeScope();
        float[] parts = [.. Enumerable.Range(0, OverlappingFrames.Bins).Select(bin => bin is 0 or OverlappingFrames.Bins - 1 ? 1 / 2f : 1 / 3f)];
        shares = tensor(parts).DetachFromDisposeScope();
        Reset();
    }

    /// <summary>Samples that must have been given before the first ones come back, where the noise is not known: five seconds.</summary>
    internal const int WarmUpSamples = WarmUpBlocks * BlockSamples;

    /// <summary>Samples at most between one that is given and the same one coming back, once it is warm.</summary>
    internal const int MaxLatencySamples = ((AheadBlocks + 1) * BlockSamples) + OverlappingFrames.Lead - 1;

    /// <summary>How many samples must have been given for so many to come back.</summary>
    /// <param name="samples">From the beginning, 1 or more; of sound that goes on.</param>
    internal static long Needed(long samples) =>
        Math.Max(WarmUpSamples, (((samples + OverlappingFrames.Lead + BlockSamples - 1) / BlockSamples) + AheadBlocks) * BlockSamples);

    /// <summary>Gives sound.</summary>
    /// <param name="samples">16 kHz mono.</param>
    internal void Write(ReadOnlySpan<float> samples)
    {
        received += samples.Length;
        using var inference = inference_mode();
        while (samples.Length > 0)
        {
            var piece = samples[..Math.Min(samples.Length, BlockWindow - pending.Count)];
            pending.AddRange(piece);
            samples = samples[piece.Length..];
            if (pending.Count == BlockWindow) Analyse();
        }
    }

    /// <summary>Tells that no more comes: everything that was given can be fetched now. Only <see cref="Reset"/> is of use afterwards.</summary>
    internal void Complete()
    {
        if (frames is not null || received == 0) return;
        using var inference = inference_mode();
        var count = OverlappingFrames.Count(received);
        var blocks = (count + BlockFrames - 1) / BlockFrames;
        frames = count;
        while (analysed < blocks)
        {
            pending.AddRange(new float[BlockWindow - pending.Count]);
            Analyse();
        }

        if (floor is null) Learn();
        while (written < blocks) Emit();
    }

    /// <summary>Fetches sound.</summary>
    /// <param name="samples">Filled as far as sound is there.</param>
    /// <returns>How many samples were written; 0 where more must be given first, or all was fetched.</returns>
    internal int Read(Span<float> samples)
    {
        var count = Math.Min(samples.Length, done.Count - fetched);
        CollectionsMarshal.AsSpan(done).Slice(fetched, count).CopyTo(samples);
        fetched += count;
        if (fetched == done.Count)
        {
            done.Clear();
            fetched = 0;
        }

        return count;
    }

    /// <summary>Forgets everything: what comes next has nothing to do with what came.</summary>
    internal void Reset()
    {
        Free();
        tracker.Reset();
        done.Clear();
        pending.Clear();
        pending.AddRange(new float[OverlappingFrames.Lead]);
        (fetched, received, made, analysed, written, frames) = (0, 0, 0, 0, 0, null);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        tail = zeros([(BlockWindow / OverlappingFrames.Hop) - BlockFrames, OverlappingFrames.Hop]).DetachFromDisposeScope();
        for (var k = 0; k < AheadBlocks; k++) powers.Add(NoFrames());
        if (known is not null) Use(known);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        window.Dispose();
        shares.Dispose();
    }

    private static Tensor NoFrames() => zeros([BlockFrames, OverlappingFrames.Bins]).DetachFromDisposeScope();

    private bool IsWarm => known is not null || analysed >= WarmUpBlocks;

    // A block's spectra, as soon as its samples are there.
    private void Analyse()
    {
        using (NewDisposeScope())
        {
            var samples = CollectionsMarshal.AsSpan(pending);
            var spectrum = fft.rfft(tensor(samples.ToArray(), [1, BlockWindow]).unfold(1, OverlappingFrames.Size, OverlappingFrames.Hop).mul(window)); // [1, 6, 513]
            var power = spectrum.abs().square().squeeze(0);                                              // [6, 513]
            spectra.Enqueue(spectrum.DetachFromDisposeScope());
            powers.Add(power.DetachFromDisposeScope());
            if (known is null && HasNoGap(samples)) tracker.Add(MemoryMarshal.Cast<byte, float>(power.bytes));
        }

        pending.RemoveRange(0, BlockSamples);
        analysed++;
        if (known is null && IsWarm && (analysed - WarmUpBlocks) % ProfileBlocks == 0) Learn();
        while (IsWarm && frames is null && written < analysed - AheadBlocks) Emit();
    }

    // A hop of digital silence would make its block the quietest of all.
    private static bool HasNoGap(ReadOnlySpan<float> samples)
    {
        for (var first = 0; first < samples.Length; first += OverlappingFrames.Hop)
        {
            if (TensorPrimitives.SumOfSquares(samples.Slice(first, OverlappingFrames.Hop)) / OverlappingFrames.Hop < DigitalSilence) return false;
        }

        return true;
    }

    private void Learn() => Use(tracker.Profile());

    private void Use(NoiseProfile noise)
    {
        floor?.Dispose();
        floor = tensor(noise.Power, [1, 1, OverlappingFrames.Bins]).DetachFromDisposeScope();
    }

    // The next block's samples, once the blocks after it are known or there are none.
    private void Emit()
    {
        using var scope = NewDisposeScope();
        while (powers.Count <= 2 * AheadBlocks) powers.Add(NoFrames());
        using var spectrum = spectra.Dequeue();
        var around = cat(powers[..((2 * AheadBlocks) + 1)], 0);                                          // [30, 513]
        var means = OverBins(OverFrames().matmul(around)).view(2, BlockFrames, OverlappingFrames.Bins);  // [2, 6, 513]
        var gains = SpectralGate.Gains(means, floor!, options);                                          // [1, 6, 513]
        var sum = OverlappingFrames.Sum(spectrum.mul(gains), window).squeeze(0);                         // [9, 256]
        var shared = tail!.shape[0];
        sum.narrow(0, 0, shared).add_(tail);
        tail.Dispose();
        tail = sum.narrow(0, BlockFrames, shared).clone().DetachFromDisposeScope();
        Give(MemoryMarshal.Cast<byte, float>(sum.narrow(0, 0, BlockFrames).div(WindowSum).contiguous().bytes));
        powers[0].Dispose();
        powers.RemoveAt(0);
        written++;
    }

    // [12, 30]: makes of the powers of the block and of 12 frames on either side the means over a few frames and over many, as far as there are frames.
    private Tensor OverFrames()
    {
        const int reach = SpectralGate.FaintReach;
        const int columns = BlockFrames + (2 * reach);
        var weights = new float[2 * BlockFrames * columns];
        var first = written * BlockFrames;
        for (var row = 0; row < 2 * BlockFrames; row++)
        {
            var (frame, own) = (first + (row % BlockFrames), row < BlockFrames ? SpectralGate.BriefReach : reach);
            var (from, to) = (Math.Max(0, frame - own), Math.Min((frames ?? long.MaxValue) - 1, frame + own));
            for (var one = from; one <= to; one++) weights[(row * columns) + (int)(one - first) + reach] = 1f / (to - from + 1);
        }

        return tensor(weights, [2 * BlockFrames, columns]);
    }

    // Of each bin and the one on either side, as far as there is one.
    private Tensor OverBins(Tensor means)
    {
        const int neighbours = OverlappingFrames.Bins - 1;
        var sum = means.clone();
        sum.narrow(1, 0, neighbours).add_(means.narrow(1, 1, neighbours));
        sum.narrow(1, 1, neighbours).add_(means.narrow(1, 0, neighbours));
        return sum.mul_(shares);
    }

    // Without what lies before the first sample and after the last one.
    private void Give(ReadOnlySpan<float> block)
    {
        if (written == 0) block = block[OverlappingFrames.Lead..];
        if (frames is not null) block = block[..(int)Math.Min(block.Length, received - made)];
        done.AddRange(block);
        made += block.Length;
    }

    private void Free()
    {
        tail?.Dispose();
        floor?.Dispose();
        (tail, floor) = (null, null);
        foreach (var one in spectra) one.Dispose();
        foreach (var one in powers) one.Dispose();
        spectra.Clear();
        powers.Clear();
    }
}
