using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Takes the noise off what another reader gives, as it is taken off live sound: in the memory of five seconds, however long.</summary>
/// <param name="source">16 kHz mono; goes with this one.</param>
internal sealed class DenoisingReader(IAudioReader source) : IAudioReader
{
    private readonly StreamingGate gate = new();
    private readonly float[] block = new float[4096];
    private bool hasEnded;

    /// <inheritdoc/>
    public int SampleRate => source.SampleRate;

    /// <inheritdoc/>
    public int Channels => source.Channels;

    /// <inheritdoc/>
    public long? Frames => source.Frames;

    /// <inheritdoc/>
    public AudioInfo Info => source.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => source.Warnings;

    /// <inheritdoc/>
    public int Read(Span<float> samples)
    {
        TorchRuntime.UseOneThread();
        while (true)
        {
            var given = gate.Read(samples);
            if (given > 0 || hasEnded) return given;
            var count = source.Read(block);
            hasEnded = count == 0;
            if (hasEnded) gate.Complete();
            else gate.Write(block.AsSpan(0, count));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gate.Dispose();
        source.Dispose();
    }
}
