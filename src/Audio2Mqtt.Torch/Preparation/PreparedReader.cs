using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>
/// Recordings as models are to hear them: 16 kHz mono, and prepared. Training, evaluation and files all read by way of this; live sound is prepared by the same gate
/// and the same measure of silence.
/// </summary>
public sealed class PreparedReader : IAudioReader
{
    private readonly IAudioReader reader;
    private readonly TrimmedReader? trimmed;

    private PreparedReader(IAudioReader reader) => (this.reader, trimmed) = (reader, reader as TrimmedReader);

    /// <summary>Where what is read begins in what was opened: later than 0 where silence was cut off. Known once something was read.</summary>
    public TimeSpan Begin => AudioTime.OfFrames(trimmed?.CutSamples ?? 0, SampleRate);

    /// <inheritdoc/>
    public int SampleRate => reader.SampleRate;

    /// <inheritdoc/>
    public int Channels => reader.Channels;

    /// <inheritdoc/>
    public long? Frames => reader.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => reader.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => reader.Warnings;

    /// <summary>Opens a recording.</summary>
    /// <param name="path">A file, a URL, or <c>-</c> for standard input.</param>
    /// <param name="preparation">What is done to it; null for nothing.</param>
    /// <param name="options">The part of it; all of it when null.</param>
    /// <param name="cancellationToken">Ends waits for ffmpeg, also while the reader is read.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="AudioException">It cannot be read or is not audio.</exception>
    /// <exception cref="Audio2MqttException">A library is missing.</exception>
    public static PreparedReader Open(
        string path, SoundPreparation? preparation, AudioInputOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (preparation is { Denoise: true }) TorchRuntime.Require();
        var reader = AudioInput.OpenMono16k(path, options, cancellationToken);
        if (preparation is { Denoise: true }) reader = new DenoisingReader(reader);
        if (preparation is { TrimTopDb: { } topDb }) reader = new TrimmedReader(reader, path, topDb);
        return new(reader);
    }

    /// <summary>Prepares a clip that is in memory, exactly as if it had been read from a file.</summary>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <param name="preparation">What is done to it; null for nothing.</param>
    /// <returns>The clip itself where nothing is done to it; at least one sample.</returns>
    /// <exception cref="Audio2MqttException">libtorch is missing.</exception>
    public static float[] Apply(float[] samples, SoundPreparation? preparation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (preparation is { Denoise: true }) samples = WithoutNoise(samples);
        if (preparation is not { TrimTopDb: { } topDb }) return samples;
        var sound = Silence.Trim(samples, AudioInput.YamnetSampleRate, new() { TopDb = topDb });
        return samples[sound.First..sound.End];
    }

    /// <inheritdoc/>
    public int Read(Span<float> samples) => reader.Read(samples);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static float[] WithoutNoise(float[] samples)
    {
        TorchRuntime.UseOneThread();
        using var gate = new StreamingGate();
        gate.Write(samples);
        gate.Complete();
        var clean = new float[samples.Length];
        gate.Read(clean);
        return clean;
    }
}
