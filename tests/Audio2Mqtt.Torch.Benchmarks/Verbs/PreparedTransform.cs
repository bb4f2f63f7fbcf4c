using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Training;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>
/// What <c>convert --denoise --trim</c> would make of a clip, after something else was done to it: noise is there before anything can be taken off. A trimmed clip is filled
/// with zeros at its end, which judge and training pass over.
/// </summary>
/// <param name="first">What is done before; null for nothing.</param>
/// <param name="denoise">Whether noise is taken off.</param>
/// <param name="trim">Whether silence at both ends goes.</param>
internal sealed class PreparedTransform(IWaveformTransform? first, bool denoise, bool trim) : IWaveformTransform
{
    private readonly SpectralGate gate = new();

    public string Key => $"prepared/1 {denoise} {trim} {first?.Key ?? "as it is"}";

    public float[] Apply(ReadOnlySpan<float> samples, long seed)
    {
        var sound = first?.Apply(samples, seed) ?? samples.ToArray();
        if (denoise) sound = WithoutNoise(sound);
        if (!trim) return sound;
        var stretch = Silence.Trim(sound, AudioInput.YamnetSampleRate);
        var trimmed = new float[sound.Length];
        sound.AsSpan(stretch.First, stretch.Length).CopyTo(trimmed);
        return trimmed;
    }

    private float[] WithoutNoise(float[] samples)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var waveform = tensor(samples, [1, samples.Length]);
        using var data = gate.Apply(waveform, gate.Estimate(waveform)).data<float>();
        return data.ToArray();
    }
}
