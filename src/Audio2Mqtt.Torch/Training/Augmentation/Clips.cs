using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Clips between arrays and tensors, and long ones in pieces.</summary>
internal static class Clips
{
    /// <summary>A longer clip is worked on in pieces of this length, so that memory (about 60 bytes a sample) stays bounded.</summary>
    internal const int MaxPieceSamples = 30 * Waveforms.SampleRate;

    /// <summary>[1, samples], the caller's.</summary>
    internal static Tensor ToTensor(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("a clip needs at least one sample", nameof(samples));
        return tensor(samples.ToArray(), [1, samples.Length]);
    }

    /// <summary>The samples of a tensor on any device.</summary>
    internal static float[] ToArray(Tensor clip)
    {
        using var scope = NewDisposeScope();
        using var data = clip.cpu().data<float>();
        return data.ToArray();
    }

    /// <summary>Puts pieces one after another.</summary>
    /// <param name="samples">Their length together.</param>
    /// <param name="piece">Makes the piece from a first sample on with a length and a number; it is disposed here.</param>
    /// <returns>[1, samples], the caller's.</returns>
    internal static Tensor InPieces(long samples, Func<long, long, int, Tensor> piece)
    {
        if (samples <= MaxPieceSamples) return piece(0, samples, 0);
        var clip = empty([1, samples], ScalarType.Float32);
        var number = 0;
        for (long first = 0; first < samples; first += MaxPieceSamples)
        {
            using var scope = NewDisposeScope();
            var length = Math.Min(MaxPieceSamples, samples - first);
            clip.narrow(1, first, length).copy_(piece(first, length, number++));
        }

        return clip;
    }

    /// <summary>[1, samples] of a colour, the caller's.</summary>
    internal static Tensor Noise(long samples, double slopeDb, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return InPieces(samples, (_, length, _) => ColouredNoise.Create(1, length, slopeDb, generator));
    }
}
