namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>
/// Estimates how far sounds stand out from the noise, by the quiet frames between them.
/// </summary>
/// <remarks>
/// Above 60 Hz (offset and rumble are no sounds), frames of 50 ms are sorted by their power in steps of 0.05 dB. The noise is the mean power of the quietest tenth,
/// plus <see cref="BiasDb"/>, as the quietest frames of any noise lie below its mean. Frames 2 dB above that are sounds: SNR is their mean power without the noise, over the noise.
/// It needs pauses of a tenth of the time, and noise that stays the same: what lasts all the time is noise to it. Frames below -90 dBFS are
/// digital silence, which a gate or a synthesiser made, and tell nothing about noise.
/// </remarks>
internal sealed class NoiseMeter
{
    /// <summary>The quietest tenth of frames of white noise of 50 ms at 16 kHz lies so far below its mean: chi-squared with 800 degrees of freedom.</summary>
    internal const double BiasDb = 0.38;

    private const double FrameSeconds = 0.05;
    private const double HighPassHz = 60;
    private const double QuietShare = 0.1;
    private const double StandsOutDb = 2;
    private const double DigitalSilenceDbfs = -90;
    private const double StepDb = 0.05;
    private const double LowestDb = -150;
    private const double HighestDb = 30;
    private const int LeastFrames = 10;

    // Pink noise alone goes up and down by as much as sounds of -2 dB.
    private const double LeastSnrDb = -1;

    // However long the recording: how many frames have a level, and their power together.
    private readonly long[] frames = new long[(int)((HighestDb - LowestDb) / StepDb) + 1];
    private readonly double[] powers = new double[(int)((HighestDb - LowestDb) / StepDb) + 1];
    private readonly int frameSamples;
    private readonly double pole;
    private double last;
    private double filtered;
    private double squares;
    private int inFrame;
    private bool hasBegun;

    public NoiseMeter(int sampleRate)
    {
        frameSamples = (int)(FrameSeconds * sampleRate);
        pole = Math.Exp(-2 * Math.PI * HighPassHz / sampleRate);
    }

    /// <summary>Takes the next samples.</summary>
    public void Add(ReadOnlySpan<float> block)
    {
        foreach (var sample in block)
        {
            // A step from nothing to an offset would ring in the first frames.
            if (!hasBegun) (last, hasBegun) = (sample, true);
            filtered = sample - last + (pole * filtered);
            last = sample;
            squares += filtered * filtered;
            if (++inFrame == frameSamples) EndFrame();
        }
    }

    /// <summary>The estimate.</summary>
    public SnrEstimate Finish()
    {
        var silent = Index(DigitalSilenceDbfs);
        var all = frames.Sum();
        var heard = frames.AsSpan(silent).ToArray().Sum();
        if (all < LeastFrames) return new(null, null, "it is too short to tell noise from sounds");
        if (heard < LeastFrames) return new(null, null, "it is digitally silent");
        if (all - heard >= QuietShare * all) return new(null, null, "its pauses are digitally silent: a gate or a synthesiser made them, and nothing tells of noise");

        var (count, power, at) = (0L, 0.0, silent);
        for (; count < QuietShare * heard; at++) (count, power) = (count + frames[at], power + powers[at]);
        var noise = power / count * Math.Pow(10, BiasDb / 10);
        var noiseDbfs = 10 * Math.Log10(noise);
        var from = Math.Max(at, Index(noiseDbfs + StandsOutDb));
        var (soundFrames, soundPower) = (0L, 0.0);
        for (var k = from; k < frames.Length; k++) (soundFrames, soundPower) = (soundFrames + frames[k], soundPower + powers[k]);
        var snr = soundFrames == 0 ? double.NegativeInfinity : 10 * Math.Log10(((soundPower / soundFrames) - noise) / noise);
        return snr < LeastSnrDb
            ? new(null, noiseDbfs, "nothing stands out: it has no pauses, or is noise alone")
            : new(snr, noiseDbfs, null);
    }

    private static int Index(double dbfs) => (int)(Math.Clamp(dbfs - LowestDb, 0, HighestDb - LowestDb) / StepDb);

    private void EndFrame()
    {
        var power = squares / frameSamples;
        var index = power > 0 ? Index(10 * Math.Log10(power)) : 0;
        frames[index]++;
        powers[index] += power;
        (squares, inFrame) = (0, 0);
    }
}
