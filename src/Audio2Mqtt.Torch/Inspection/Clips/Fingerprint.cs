using System.Numerics.Tensors;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Training.Review;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Inspection.Clips;

/// <summary>
/// What a clip is, whatever its level, its coding and where it was cut: how 16 bands of the log-mel spectrum go up and down in steps of 40 ms, against
/// each other.
/// </summary>
/// <remarks>
/// Measured on 30 clips (chainsaw, rain, dog, clock, sea) beside their copies as MP3 of 48 kbit/s, and cut by 0.77 s and 8 dB quieter: all 82 pairs with the same sound reach
/// 0.77. Of pairs that sound much alike but are not the same the highest has 0.74 there, but crows of one rooster have up to 0.91: <see cref="WaveformMatch"/> decides. The loudness
/// of all bands together tells less: two barks are alike in it.
/// </remarks>
internal sealed class Fingerprint
{
    private const int Bands = 16;
    private const int StepFrames = 4;
    private const float Rms = 0.1f;

    // Clips are compared where at least a second of both overlaps, or half of the shorter one.
    private const int LeastSteps = 25;

    private readonly float[] values;   // [steps, 16], the mean of each step taken away
    private readonly double[] sums;    // [steps + 1, 16] running sums of each band
    private readonly double[] squares; // [steps + 1] running sums of all squares
    private readonly int steps;

    private Fingerprint(float[] values)
    {
        this.values = values;
        steps = values.Length / Bands;
        sums = new double[(steps + 1) * Bands];
        squares = new double[steps + 1];
        for (var k = 0; k < steps; k++)
        {
            var step = values.AsSpan(k * Bands, Bands);
            for (var band = 0; band < Bands; band++) sums[((k + 1) * Bands) + band] = sums[(k * Bands) + band] + step[band];
            squares[k + 1] = squares[k] + TensorPrimitives.SumOfSquares<float>(step);
        }
    }

    /// <summary>The fingerprint of a clip.</summary>
    /// <param name="logMel">The front end, on the CPU; borrowed.</param>
    /// <param name="samples">16 kHz mono.</param>
    public static Fingerprint Of(LogMel logMel, ReadOnlySpan<float> samples)
    {
        var options = LogMelOptions.Default;
        var scaled = new float[Math.Max(samples.Length, options.WindowSamples + ((StepFrames - 1) * options.HopSamples))];
        var rms = AudioLevel.Rms(samples);

        // The front end's floor is one of the level: copies of another level must meet it alike.
        if (rms > 0) TensorPrimitives.Multiply(samples, Rms / rms, scaled);
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var frames = logMel.Compute(tensor(scaled, [1, scaled.Length])).squeeze(0);                                   // [frames, 64]
        var steps = frames.shape[0] / StepFrames;
        var bands = frames.narrow(0, 0, steps * StepFrames).reshape(steps, StepFrames, Bands, options.MelBands / Bands).mean([1, 3]); // [steps, 16]
        using var data = bands.sub(bands.mean([1], keepdim: true)).contiguous().data<float>();
        return new(data.ToArray());
    }

    /// <summary>How alike two clips are where they match best: a correlation in [-1, 1].</summary>
    public double Similarity(Fingerprint other)
    {
        var shorter = Math.Min(steps, other.steps);
        var least = Math.Max(Math.Min(LeastSteps, shorter), shorter / 2);
        var best = -1.0;
        for (var shift = least - other.steps; shift <= steps - least; shift++)
        {
            var (mine, theirs) = (Math.Max(0, shift), Math.Max(0, -shift));
            best = Math.Max(best, Correlation(other, mine, theirs, Math.Min(steps - mine, other.steps - theirs)));
        }

        return best;
    }

    // Of so many steps from a place in each on, the mean of each band taken away.
    private double Correlation(Fingerprint other, int mine, int theirs, int count)
    {
        double product = TensorPrimitives.Dot(values.AsSpan(mine * Bands, count * Bands), other.values.AsSpan(theirs * Bands, count * Bands));
        var (one, two) = (squares[mine + count] - squares[mine], other.squares[theirs + count] - other.squares[theirs]);
        for (var band = 0; band < Bands; band++)
        {
            var (mySum, theirSum) = (SumOf(mine, count, band), other.SumOf(theirs, count, band));
            product -= mySum * theirSum / count;
            one -= mySum * mySum / count;
            two -= theirSum * theirSum / count;
        }

        // What does not change at all correlates with nothing.
        var power = one * two;
        return power > 1e-6 ? product / Math.Sqrt(power) : -1;
    }

    private double SumOf(int from, int count, int band) => sums[((from + count) * Bands) + band] - sums[(from * Bands) + band];
}
