namespace Audio2Mqtt.Torch.Audio;

/// <summary>From a source's own rate and channels to what YAMNet hears: the same steps as for files.</summary>
internal static class CaptureChain
{
    /// <summary>One channel, or the mean of all, at 16 kHz. The source is disposed where that cannot be had.</summary>
    /// <param name="source">Disposed with the result.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="channel">From 1; null for the mean of all.</param>
    /// <exception cref="AudioException">It has no such channel.</exception>
    internal static IAudioReader Mono16k(IAudioReader source, string name, int? channel)
    {
        var reader = source;
        try
        {
            if (channel > source.Channels)
            {
                var has = source.Channels == 1 ? "1 channel" : $"{source.Channels} channels";
                throw new AudioException(name, $"has {has}, and channel {channel} is asked for");
            }

            if (reader.Channels > 1) reader = channel is { } number ? new ChannelReader(reader, number) : new MonoReader(reader);
            return reader.SampleRate == AudioInput.YamnetSampleRate ? reader : new ResamplingReader(reader, AudioInput.YamnetSampleRate);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
