using System.Numerics.Tensors;

namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>Level, offset and clipping of one channel, block by block.</summary>
/// <remarks>
/// Clipped is a sample beyond full scale, and each of three or more in a row that are equal at 0.99 of full scale or more: a sine of full scale in 16 bits
/// has at most two equal ones at its top down to 60 Hz at 48 kHz, a cut-off one as many as are cut. 0.99, because 127 of 128 is the highest value that
/// 8 bits have. Lossy formats do not keep what is cut off flat, but exceed full scale there.
/// </remarks>
internal sealed class ChannelMeter
{
    private const float NearFullScale = 0.99f;
    private const int LeastRun = 3;

    private double sum;
    private double squares;
    private long count;
    private float peak;
    private long clipped;
    private float before;
    private long runFrom;
    private int run;

    /// <summary>Takes the channel's next samples.</summary>
    /// <param name="samples">Of this channel alone.</param>
    /// <param name="found">Told the first frame of a clipped run and the one after its last, once its end is known.</param>
    public void Add(ReadOnlySpan<float> samples, Action<long, long> found)
    {
        if (samples.IsEmpty) return;
        sum += TensorPrimitives.Sum(samples);
        squares += TensorPrimitives.SumOfSquares(samples);
        var most = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        peak = Math.Max(peak, most);
        if (most >= NearFullScale || run > 0) FindClipping(samples, found);
        count += samples.Length;
    }

    /// <summary>Ends the last run.</summary>
    public void Finish(Action<long, long> found) => EndRun(found);

    /// <summary>What was measured.</summary>
    public ChannelLevel Level => new(Math.Sqrt(squares / Math.Max(1, count)), peak, sum / Math.Max(1, count), clipped);

    private void FindClipping(ReadOnlySpan<float> samples, Action<long, long> found)
    {
        for (var k = 0; k < samples.Length; k++)
        {
            var sample = samples[k];
            var isNear = Math.Abs(sample) >= NearFullScale;
            var continues = run > 0 && isNear && (sample == before || (IsBeyond(sample) && sample * before > 0));
            if (!continues)
            {
                EndRun(found);
                if (isNear) (runFrom, run) = (count + k, 1);
            }
            else
            {
                run++;
            }

            before = sample;
        }
    }

    private void EndRun(Action<long, long> found)
    {
        // A run that ended with a sample beyond full scale counts however short it is.
        if (run >= LeastRun || (run > 0 && IsBeyond(before)))
        {
            clipped += run;
            found(runFrom, runFrom + run);
        }

        run = 0;
    }

    private static bool IsBeyond(float sample) => Math.Abs(sample) > 1;
}
