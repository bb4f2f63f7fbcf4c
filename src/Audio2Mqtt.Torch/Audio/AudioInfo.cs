namespace Audio2Mqtt.Torch.Audio;

/// <summary>What an audio source is, for display.</summary>
/// <param name="Container">The file format, such as <c>WAV</c>, <c>OGG</c> or ffmpeg's name of it.</param>
/// <param name="Codec">How samples are coded, such as <c>16-bit PCM</c> or <c>Vorbis</c>.</param>
/// <param name="SampleRate">Frames per second, in hertz.</param>
/// <param name="Channels">Samples per frame.</param>
/// <param name="Duration">The length as the header tells it; null when it does not.</param>
public sealed record AudioInfo(string Container, string Codec, int SampleRate, int Channels, TimeSpan? Duration)
{
    /// <summary>One line: <c>WAV, 16-bit PCM, 44100 Hz, 2 channels, 0:05.000</c>.</summary>
    public override string ToString() =>
        $"{Container}, {Codec}, {SampleRate} Hz, {Channels} channel{(Channels == 1 ? "" : "s")}"
        + (Duration is { } duration ? $", {AudioTime.Format(duration)}" : "");
}
