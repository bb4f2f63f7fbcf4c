using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>Which frames of 20 ms are silent.</summary>
internal sealed class SilenceMeter(int sampleRate, double silenceDbfs, TimeSpan origin)
{
    private const double FrameSeconds = 0.02;
    private const double LeastSeconds = 0.3;

    private readonly int frameSamples = (int)(FrameSeconds * sampleRate);
    private readonly double silentPower = Math.Pow(10, silenceDbfs / 10);
    private readonly StretchCollector stretches = new(sampleRate, origin, mergeFrames: 0, (long)(LeastSeconds * sampleRate));
    private long samples;
    private long silentSamples;
    private double squares;
    private int inFrame;

    /// <summary>Takes the next samples.</summary>
    public void Add(ReadOnlySpan<float> block)
    {
        while (!block.IsEmpty)
        {
            var count = Math.Min(block.Length, frameSamples - inFrame);
            var rms = (double)AudioLevel.Rms(block[..count]);
            squares += rms * rms * count;
            inFrame += count;
            samples += count;
            block = block[count..];
            if (inFrame == frameSamples) EndFrame();
        }
    }

    /// <summary>The part that is silent, and where.</summary>
    public (double Share, StretchSummary Stretches) Finish()
    {
        EndFrame();
        return (samples == 0 ? 0 : (double)silentSamples / samples, stretches.Finish());
    }

    private void EndFrame()
    {
        if (inFrame == 0) return;
        if (squares / inFrame < silentPower)
        {
            silentSamples += inFrame;
            stretches.Add(samples - inFrame, samples);
        }

        (squares, inFrame) = (0, 0);
    }
}
