using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Preparation;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>
/// Makes the samples of fine-tuning: reads a clip, changes it by one of the augmentations or not at all, and takes a random stretch of patches that
/// carry energy. Every epoch hears every clip otherwise. Threads share an instance.
/// </summary>
internal sealed class FineTuneSamples(EmbeddedDataset data, IReadOnlyList<IWaveformTransform> transforms, FineTuneOptions options) : IDisposable
{
    // Mostly as it is or nearly: the network must stay good at clean sound.
    private const double OriginalShare = 0.34;
    private const int Hop = 7_680;
    private readonly LogMel logMel = new();
    private readonly PatchGrid grid = new(LogMelOptions.Default.PatchSamples, Hop);

    /// <summary>One sample.</summary>
    /// <param name="clip">The clip's place.</param>
    /// <param name="epoch">Decides, with the seed and the clip, everything random.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the clip could be read when the training began and cannot any more.</returns>
    public FineTuneSample? Make(int clip, int epoch, CancellationToken cancellationToken)
    {
        var random = new Random(Seed(clip, epoch));
        if (Read(data.Dataset.Clips[clip], cancellationToken) is not { } samples) return null;
        if (transforms.Count > 0 && random.NextDouble() >= OriginalShare)
            samples = transforms[random.Next(transforms.Count)].Apply(samples, random.NextInt64());
        samples = PreparedReader.Apply(samples, data.Preparation);
        var levels = new float[grid.Count(samples.Length)];
        grid.Levels(samples, levels);
        var weights = new float[levels.Length];
        ClipJudge.Weigh(levels, weights);
        int[] active = [.. Enumerable.Range(0, weights.Length).Where(k => weights[k] > 0)];
        var count = Math.Min(options.PatchesPerClip, active.Length);
        var first = random.Next(active.Length - count + 1);
        var chosen = active.AsSpan(first, count).ToArray();
        var sum = chosen.Sum(k => weights[k]);
        return new(LogMels(samples, chosen), [.. chosen.Select(k => weights[k] / sum)], data.Labels[clip]);
    }

    /// <inheritdoc/>
    public void Dispose() => logMel.Dispose();

    private static float[]? Read(ClipSource clip, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StretchReader(clip.Path, AudioInput.YamnetSampleRate, cancellationToken);
            var samples = reader.Read(clip.Start, clip.Duration);
            return ClipCheck.Of(samples, AudioInput.YamnetSampleRate) == ClipVerdict.Good ? samples : null;
        }
        catch (Exception error) when (error is AudioException or IOException or UnauthorizedAccessException)
        {
            // It was there when the clips were embedded: the others are enough to go on.
            return null;
        }
    }

    private float[] LogMels(float[] samples, int[] chosen)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var windows = new float[chosen.Length * grid.WindowSamples];
        foreach (var (row, k) in chosen.Index())
        {
            var from = k * grid.HopSamples;
            samples.AsSpan(from, Math.Min(grid.WindowSamples, samples.Length - from)).CopyTo(windows.AsSpan(row * grid.WindowSamples));
        }

        var waveforms = tensor(windows, [chosen.Length, grid.WindowSamples]);
        using var data = logMel.Compute(waveforms).data<float>(); // [patches, 96, 64]
        return data.ToArray();
    }

    // A multiply-and-shift hash: neighbours get unrelated seeds, and the same ones in every process.
    private int Seed(int clip, int epoch)
    {
        var value = (ulong)options.Seed ^ ((ulong)(uint)clip << 32) ^ (uint)epoch;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return (int)(value ^ (value >> 31));
    }
}
