namespace Audio2Mqtt.Torch.Audio;

/// <summary>Counts what a live source lost.</summary>
internal interface ILosses
{
    /// <summary>What was lost just before the samples of the last read.</summary>
    /// <param name="sampleRate">The rate to count it at, in hertz.</param>
    long Take(int sampleRate);
}
