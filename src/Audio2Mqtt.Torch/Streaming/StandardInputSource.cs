using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Standard input: raw samples where it is said what they are, else whatever its first bytes tell.</summary>
/// <param name="raw">What the samples are; null for a format with a header.</param>
/// <param name="channel">From 1; null for the mean.</param>
/// <param name="open">Gives the stream; null for the process's own.</param>
internal sealed class StandardInputSource(PcmFormat? raw, int? channel, Func<Stream>? open = null) : ICaptureSource
{
    private bool _isOpened;

    /// <inheritdoc/>
    public string Description => raw is null ? "standard input" : $"standard input ({raw})";

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public ICapture Open(CancellationToken cancellationToken)
    {
        // What was read ahead of the first capture is gone.
        if (_isOpened) throw new AudioException(Description, "has been read already: it can be heard once");
        _isOpened = true;
        var stream = new PumpedStream((open ?? AudioInput.OpenStandardInput)());
        using var registration = cancellationToken.Register(stream.Dispose);
        try
        {
            return ReaderCapture.Of(new(Read(stream, cancellationToken), stream.Dispose), Description, channel, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private IAudioReader Read(Stream stream, CancellationToken cancellationToken)
    {
        if (raw is not null) return new FiniteReader(new PcmReader(stream, raw, Description), Description, replace: true, firstFrame: 0);
        try
        {
            return AudioInput.Open(stream, Description, null, cancellationToken);
        }
        catch (AudioException failure)
        {
            throw new AudioException(Description, $"{failure.Reason}; samples without a header need --pcm (s16le:16000:1)", failure);
        }
    }
}
