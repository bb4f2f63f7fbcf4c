namespace Audio2Mqtt.Torch.Audio;

/// <summary>What counts as silence, and what of it parts sounds from each other.</summary>
public sealed record SilenceOptions
{
    /// <summary>A frame this far below the loudest one is silence, in dB, from 1 to 120. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double TopDb
    {
        get;
        init => field = value is >= 1 and <= 120 ? value : throw new ArgumentOutOfRangeException(nameof(TopDb), value, "must be in [1, 120]");
    } = 20;

    /// <summary>Silence parts two sounds from this length on, in seconds, from 0.01 to 60. Default 0.3: the beeps of an alarm stay together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double MinSilenceSeconds
    {
        get;
        init => field = value is >= 0.01 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(MinSilenceSeconds), value, "must be in [0.01, 60]");
    } = 0.3;

    /// <summary>Shorter sounds are left out where sounds are parted, in seconds, from 0.01 to 60. Default 0.2: the shortest that training takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double MinSoundSeconds
    {
        get;
        init => field = value is >= 0.01 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(MinSoundSeconds), value, "must be in [0.01, 60]");
    } = 0.2;
}
