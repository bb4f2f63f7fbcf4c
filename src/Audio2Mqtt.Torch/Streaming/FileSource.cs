using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>A file, as fast as the disk or paced by a clock.</summary>
/// <param name="path">The file.</param>
/// <param name="pace">The clock; null for as fast as the disk.</param>
/// <param name="channel">From 1; null for the mean.</param>
internal sealed class FileSource(string path, TimeProvider? pace, int? channel) : ICaptureSource
{
    /// <inheritdoc/>
    public string Description => path;

    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public ICapture Open(CancellationToken cancellationToken)
    {
        var reader = CaptureChain.Mono16k(AudioInput.Open(path, null, cancellationToken), path, channel);
        var capture = new ReaderCapture(reader, () => { }, null, cancellationToken);
        return pace is null ? capture : new PacedCapture(capture, pace, cancellationToken);
    }
}
