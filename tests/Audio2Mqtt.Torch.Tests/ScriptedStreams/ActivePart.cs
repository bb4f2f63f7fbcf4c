namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>The part of a clip with sound: its 10 ms frames whose power is within 20 dB of the loudest frame's.</summary>
/// <param name="Start">First sample of the first such frame.</param>
/// <param name="End">End of the last one.</param>
/// <param name="Power">Mean square over all of them: what a signal-to-noise ratio is of. A bark's pauses do not count.</param>
internal sealed record ActivePart(int Start, int End, double Power)
{
    private const int Frame = 160;
    private const double RangeDb = 20;

    /// <summary>Measures samples at 16 kHz; null where they are silent.</summary>
    public static ActivePart? Of(ReadOnlySpan<float> samples)
    {
        var powers = new double[samples.Length / Frame];
        for (var k = 0; k < powers.Length; k++)
            foreach (var sample in samples.Slice(k * Frame, Frame)) powers[k] += (double)sample * sample / Frame;
        var least = powers.DefaultIfEmpty().Max() * Math.Pow(10, -RangeDb / 10);
        if (least <= 0) return null;
        var active = powers.Index().Where(one => one.Item >= least).ToArray();
        return new(active[0].Index * Frame, (active[^1].Index + 1) * Frame, active.Average(one => one.Item));
    }
}
