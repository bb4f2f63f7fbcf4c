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

    // 16 s: long beside what lies on either side, short beside a recording. A multiple of the gate's hop, so that its frames are those of the whole.
    private const int WindowSamples = 1 << 18;

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
        using var samples = new SampleSpool(path);
        samples.WriteAll(reader, null, cancellationToken);
        shared = Measure(path, samples, 0, samples.Length, cancellationToken);
    }

    /// <summary>Takes the noise off a recording.</summary>
    /// <param name="path">Names it in errors.</param>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <param name="sink">Given what is left, part by part; a part is overwritten after the call.</param>
    /// <param name="progress">Told the share that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AudioException">It has no such stretch of noise.</exception>
    internal void Apply(string path, SampleSpool samples, Action<ArraySegment<float>> sink, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        TorchRuntime.UseOneThread();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var parts = new SpoolParts(samples, Math.Max(SpectralGate.LargestPart, WindowSamples + (2 * SpectralGate.ReachSamples)));
        var profile = reference is NoiseReference.Stretch stretch ? Measure(path, samples, stretch, cancellationToken)
            : shared ?? gate.Estimate(samples.Length, parts.Read, cancellationToken);
        var part = new float[WindowSamples];
        for (long first = 0; first < samples.Length; first += WindowSamples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var window = NewDisposeScope();
            var count = Math.Min(WindowSamples, samples.Length - first);
            var from = Math.Max(0, first - SpectralGate.ReachSamples);
            var end = Math.Min(samples.Length, first + count + SpectralGate.ReachSamples);
            using var clean = gate.Apply(parts.Read(from, end - from), profile).narrow(1, first - from, count).contiguous().data<float>();
            clean.CopyTo(part.AsSpan(0, (int)count));
            sink(new(part, 0, (int)count));
            progress?.Report((double)(first + count) / samples.Length);
        }
    }

    private static NoiseProfile Measure(string path, SampleSpool samples, NoiseReference.Stretch stretch, CancellationToken cancellationToken)
    {
        var first = AudioTime.ToFrames(stretch.Start, AudioInput.YamnetSampleRate);
        var end = Math.Min(samples.Length, AudioTime.ToFrames(stretch.End, AudioInput.YamnetSampleRate));
        if (first >= end) throw new AudioException(path, $"has no noise at {AudioTime.Format(stretch.Start)}: it ends at {AudioTime.Format(AudioTime.OfFrames(samples.Length, AudioInput.YamnetSampleRate))}");
        return Measure(path, samples, first, end - first, cancellationToken);
    }

    private static NoiseProfile Measure(string path, SampleSpool samples, long start, long length, CancellationToken cancellationToken)
    {
        if (length < MinNoiseSeconds * AudioInput.YamnetSampleRate) throw new AudioException(path, $"has less than {MinNoiseSeconds} s of noise to learn from");
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var parts = new SpoolParts(samples, SpectralGate.LargestPart);
        var profile = SpectralGate.Measure(length, (first, count) => parts.Read(start + first, count), cancellationToken);
        return parts.Peak > 0 ? profile : throw new AudioException(path, "is silent where its noise should be");
    }

    // Parts as tensors, in memory of their own: what is as large and short-lived would pile up until the next collection.
    private sealed class SpoolParts(SampleSpool samples, int largest)
    {
        private readonly float[] part = new float[largest];

        /// <summary>The highest absolute sample that was read.</summary>
        public float Peak { get; private set; }

        // [1, count], good until the next one is read.
        public Tensor Read(long first, long count)
        {
            samples.Read(first, part.AsSpan(0, (int)count));
            Peak = Math.Max(Peak, AudioLevel.Peak(part.AsSpan(0, (int)count)));
            return frombuffer(part, ScalarType.Float32, count).unsqueeze(0);
        }
    }
}
