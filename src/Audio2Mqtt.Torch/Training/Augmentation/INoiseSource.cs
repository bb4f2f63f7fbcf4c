namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Recordings to mix in: a user's own noise, or clips of a background class. Threads share an instance.</summary>
public interface INoiseSource
{
    /// <summary>Everything that decides what it gives, as a short line without spaces: part of the embedding cache's key.</summary>
    string Key { get; }

    /// <summary>A stretch of one recording, repeated where the recording is shorter.</summary>
    /// <param name="samples">Receives 16 kHz mono samples; all of it is filled.</param>
    /// <param name="seed">Decides which stretch: the same seed gives the same samples.</param>
    void Fill(Span<float> samples, long seed);
}
