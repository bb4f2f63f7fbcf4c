using System.Globalization;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>What samples without a header are; written <c>s16le:48000:2</c>.</summary>
public sealed record PcmFormat
{
    /// <summary>How a sample is written. Default 16 bits, what most programs give.</summary>
    public PcmEncoding Encoding { get; init; } = PcmEncoding.S16le;

    /// <summary>Frames a second, in hertz, from 1 kHz to 1.536 MHz. Default 16000: what YAMNet hears.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int SampleRate
    {
        get;
        init => field = value is >= AudioInputOptions.MinSampleRate and <= AudioInputOptions.MaxSampleRate ? value
            : throw new ArgumentOutOfRangeException(
                nameof(SampleRate), value, $"must be in [{AudioInputOptions.MinSampleRate}, {AudioInputOptions.MaxSampleRate}]");
    } = AudioInput.YamnetSampleRate;

    /// <summary>Samples a frame, from 1 to 64. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Channels
    {
        get;
        init => field = value is >= 1 and <= AudioInputOptions.MaxChannels ? value
            : throw new ArgumentOutOfRangeException(nameof(Channels), value, $"must be in [1, {AudioInputOptions.MaxChannels}]");
    } = 1;

    /// <summary>Bytes of a sample.</summary>
    internal int BytesPerSample => Encoding == PcmEncoding.S16le ? 2 : 4;

    /// <summary>Reads <c>ENCODING:RATE:CHANNELS</c>.</summary>
    /// <param name="text">Such as <c>s16le:48000:2</c>; the encodings are s16le, s32le and f32le.</param>
    /// <param name="format">The format; null where the text is none.</param>
    /// <param name="error">What is wrong with it, to stand behind the text; null where nothing is.</param>
    public static bool TryParse(string text, out PcmFormat? format, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        (format, error) = (null, null);
        if (text.Split(':') is not [var encoding, var rate, var channels]) error = "is not ENCODING:RATE:CHANNELS, such as s16le:48000:2";
        else if (Known(encoding) is not { } known) error = $"has the encoding '{encoding}', which is not s16le, s32le or f32le";
        else if (Number(rate, AudioInputOptions.MinSampleRate, AudioInputOptions.MaxSampleRate) is not { } hertz)
            error = $"has the rate '{rate}', which is not a whole number from {AudioInputOptions.MinSampleRate} to {AudioInputOptions.MaxSampleRate}";
        else if (Number(channels, 1, AudioInputOptions.MaxChannels) is not { } count)
            error = $"has the channels '{channels}', which are not a whole number from 1 to {AudioInputOptions.MaxChannels}";
        else format = new() { Encoding = known, SampleRate = hertz, Channels = count };
        return format is not null;
    }

    /// <summary>The format as it is written.</summary>
    public override string ToString() => $"{Encoding.ToString().ToLowerInvariant()}:{SampleRate}:{Channels}";

    private static PcmEncoding? Known(string text) => text.ToLowerInvariant() switch
    {
        "s16le" => PcmEncoding.S16le,
        "s32le" => PcmEncoding.S32le,
        "f32le" => PcmEncoding.F32le,
        _ => null,
    };

    private static int? Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null;
}
