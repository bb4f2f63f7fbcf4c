using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Audio.Devices;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Everything that can be listened to.</summary>
public static class CaptureSources
{
    /// <summary>A device of this machine. Each opening looks for it anew by its name: its number changes when it is plugged in again.</summary>
    /// <param name="device">Which one.</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource Device(CaptureDevice device, int? channel = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new DeviceSource(new() { Name = device.Name }, device.Description, Checked(channel));
    }

    /// <summary>A device that need not be here yet. Each opening chooses anew: the default one is the default of that moment.</summary>
    /// <param name="choice">Which one.</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource Device(DeviceChoice choice, int? channel = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return new DeviceSource(choice, choice.ToString(), Checked(channel));
    }

    /// <summary>A file of any format: the same samples as <c>classify</c> hears. It is not live: nothing is lost, and its end is the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isRealtime">Whether samples come no sooner than they would live; else as fast as the disk.</param>
    /// <param name="time">The clock of <paramref name="isRealtime"/>; null for the system's.</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource File(string path, bool isRealtime = false, TimeProvider? time = null, int? channel = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileSource(path, isRealtime ? time ?? TimeProvider.System : null, Checked(channel));
    }

    /// <summary>A live address: RTSP, HTTP, HLS, RTMP and what else ffmpeg reads. User, password and query stay out of descriptions and messages.</summary>
    /// <param name="url">With its scheme.</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="AudioException">No address, or a scheme that is not among the known ones.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource Url(string url, int? channel = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new UrlSource(url, Checked(channel));
    }

    /// <summary>Standard input. It waits to be read, nothing is lost, and its end is the end; it can be opened once.</summary>
    /// <param name="raw">What its samples are; null where its first bytes tell (WAV, FLAC, MP3 and everything that ffmpeg knows).</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource StandardInput(PcmFormat? raw = null, int? channel = null) => new StandardInputSource(raw, Checked(channel));

    /// <summary>What a text means: <c>-</c> is standard input, what has a scheme an address, all else a file.</summary>
    /// <param name="text">As a user wrote it.</param>
    /// <param name="isRealtime">Whether a file is paced.</param>
    /// <param name="time">The clock of <paramref name="isRealtime"/>; null for the system's.</param>
    /// <param name="raw">What the samples of standard input are; null where they tell it themselves.</param>
    /// <param name="channel">The channel to hear, from 1; null for the mean of all.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    /// <exception cref="AudioException">An address with a scheme that is not among the known ones.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is below 1.</exception>
    public static ICaptureSource Open(string text, bool isRealtime = false, TimeProvider? time = null, PcmFormat? raw = null, int? channel = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text == "-") return StandardInput(raw, channel);
        return FfmpegSource.IsUrl(text) && !text.StartsWith("file://", StringComparison.OrdinalIgnoreCase)
            ? Url(text, channel)
            : File(text, isRealtime, time, channel);
    }

    private static int? Checked(int? channel) => channel is null or >= 1 ? channel
        : throw new ArgumentOutOfRangeException(nameof(channel), channel, "channels count from 1");
}
