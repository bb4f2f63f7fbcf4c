using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>An address that plays by itself.</summary>
internal sealed class UrlSource : ICaptureSource
{
    private readonly FfmpegSource _source;
    private readonly int? _channel;

    internal UrlSource(string url, int? channel)
    {
        if (!FfmpegSource.IsUrl(url)) throw new AudioException("the address", "has no scheme such as rtsp:// or http://");
        (_source, _channel) = (FfmpegSource.LiveUrl(url), channel);
    }

    /// <inheritdoc/>
    public string Description => _source.Name;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public ICapture Open(CancellationToken cancellationToken)
    {
        var stream = FfmpegReader.Open(_source, null, cancellationToken);
        return new ReaderCapture(CaptureChain.Mono16k(stream, Description, _channel), stream.Dispose, null, cancellationToken);
    }
}
