using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Standard input.</summary>
internal sealed class StandardInputSource(PcmFormat? raw, int? channel) : ICaptureSource
{
    /// <inheritdoc/>
    public string Description => raw is null ? "standard input" : $"standard input ({raw})";

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public ICapture Open(CancellationToken cancellationToken)
    {
        if (raw is not null) throw new AudioException(Description, "raw samples cannot be read yet");
        var reader = CaptureChain.Mono16k(AudioInput.Open("-", null, cancellationToken), Description, channel);
        return new ReaderCapture(reader, () => { }, null, cancellationToken);
    }
}
