namespace Audio2Mqtt.Torch.Training;

/// <summary>Changes a clip's samples before the network hears them: an augmentation, or noise to evaluate under. Threads share an instance.</summary>
public interface IWaveformTransform
{
    /// <summary>Everything that decides what it does, as one line: part of the embedding cache's key.</summary>
    string Key { get; }

    /// <summary>The changed clip.</summary>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <param name="seed">Decides everything random: the same seed gives the same samples.</param>
    /// <returns>As many samples, fresh.</returns>
    float[] Apply(ReadOnlySpan<float> samples, long seed);
}
