using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Takes noise off whole recordings: a <see cref="SpectralGate"/> with a profile from where a <see cref="NoiseReference"/> says. Threads share an instance.</summary>
internal sealed class Denoiser
{
    // Half of it is the least that a mean spectrum can be made of.
    private const double MinNoiseSeconds = 0.1;

    private readonly SpectralGate gate = new();
    private readonly NoiseReference reference;
    private readonly NoiseProfile? shared;

    /// <summary>A denoiser; reads a recording of noise at once.</summary>
    /// <exception cref="AudioException">It cannot be read, or is too short.</exception>
    /// <exception cref="Interop.NativeLibraryException">libtorch is missing.</exception>
    internal Denoiser(NoiseReference reference, CancellationToken cancellationToken)
    {
        TorchRuntime.Require();
        this.reference = reference;
        if (reference is not NoiseReference.Recording { Path: var path }) return;
        using var reader = AudioInput.OpenMono16k(path, null, cancellationToken);
        shared = Measure(path, reader.ReadToEnd());
    }

    /// <summary>The recording without its noise.</summary>
    /// <param name="path">Names it in errors.</param>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <exception cref="AudioException">It has no such stretch of noise.</exception>
    internal float[] Apply(string path, float[] samples)
    {
        TorchRuntime.UseOneThread();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var waveform = tensor(samples, [1, samples.Length]);
        var profile = reference is NoiseReference.Stretch stretch ? Measure(path, Cut(path, samples, stretch)) : shared ?? gate.Estimate(waveform);
        using var data = gate.Apply(waveform, profile).data<float>();
        return data.ToArray();
    }

    private static float[] Cut(string path, float[] samples, NoiseReference.Stretch stretch)
    {
        var first = AudioTime.ToFrames(stretch.Start, AudioInput.YamnetSampleRate);
        var end = Math.Min(samples.Length, AudioTime.ToFrames(stretch.End, AudioInput.YamnetSampleRate));
        if (first >= end) throw new AudioException(path, $"has no noise at {AudioTime.Format(stretch.Start)}: it ends at {AudioTime.Format(AudioTime.OfFrames(samples.Length, AudioInput.YamnetSampleRate))}");
        return samples[(int)first..(int)end];
    }

    private static NoiseProfile Measure(string path, float[] noise)
    {
        if (noise.Length < MinNoiseSeconds * AudioInput.YamnetSampleRate) throw new AudioException(path, $"has less than {MinNoiseSeconds} s of noise to learn from");
        if (AudioLevel.Peak(noise) == 0) throw new AudioException(path, "is silent where its noise should be");
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return SpectralGate.Measure(tensor(noise, [1, noise.Length]));
    }
}
