using System.Globalization;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>What a recording's figures mean for whoever recorded it.</summary>
internal static class RecordingAdvice
{
    private const double QuietPeakDbfs = -30;
    private const double LargeOffset = 0.01;
    private const double MostlySilent = 0.9;
    private const double LowSnrDb = 6;
    private const double DeadChannelDb = 40;

    internal static IEnumerable<string> Of(AudioInspection audio)
    {
        if (audio.SilenceShare >= 1)
        {
            yield return "it is silent: is the microphone on, and the right one?";
            yield break;
        }

        if (audio.ClippedSamples > 0) yield return $"{audio.ClippedSamples} samples are clipped: record at a lower gain, or from farther away";
        var peak = AudioLevel.ToDbfs((float)audio.Peak);
        if (peak < QuietPeakDbfs) yield return Text($"its loudest sample has {peak:0} dBFS: record at a higher gain, or from nearer");
        if (Math.Abs(audio.DcOffset) >= LargeOffset)
            yield return Text($"the samples' mean is {audio.DcOffset:0.000} and not 0: the sound card has an offset; a high-pass filter takes it away");
        if (audio.SilenceShare >= MostlySilent) yield return Text($"{audio.SilenceShare:0%} of it is silent: cut the sounds out (a2m-torch slice)");
        if (audio.Snr.SnrDb < LowSnrDb) yield return Text($"sounds stand out from the noise by {audio.Snr.SnrDb:0.0} dB only: record from nearer, or where it is quieter");
        if (audio.Info.SampleRate < AudioInput.YamnetSampleRate)
            yield return Text($"at {audio.Info.SampleRate} Hz nothing above {audio.Info.SampleRate / 2} Hz is there; the network hears up to 8000 Hz: record at 16000 Hz or more");
        var loudest = AudioLevel.ToDbfs((float)audio.Channels.Max(channel => channel.Rms));
        foreach (var (index, channel) in audio.Channels.Index())
        {
            if (AudioLevel.ToDbfs((float)channel.Rms) < loudest - DeadChannelDb)
                yield return $"channel {index + 1} is all but silent, and halves the others when they are mixed: record the others only";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
