using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Inspection.Pages;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Inspection.Clips;

/// <summary>Decodes each clip once, on all cores, and takes what the page and the search for copies need.</summary>
internal static class ClipLooker
{
    /// <summary>Looks at clips.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="seconds">How much of each can be heard; null for nothing.</param>
    /// <param name="progress">Told the part that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ClipLook[] Look(IReadOnlyList<ClipSource> clips, double[]? seconds, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var looks = new ClipLook[clips.Count];
        var files = Enumerable.Range(0, clips.Count).GroupBy(index => clips[index].Path, StringComparer.Ordinal)
            .Select(file => file.OrderBy(index => clips[index].Start).ToArray()).ToArray();
        using var logMel = new LogMel();
        var gate = new Lock();
        var done = 0;
        AllCores.For(files.Length, LookAt, cancellationToken);
        return looks;

        void LookAt(int file)
        {
            TorchRuntime.UseOneThread();
            using var reader = new StretchReader(clips[files[file][0]].Path, AudioInput.YamnetSampleRate, cancellationToken);
            foreach (var index in files[file])
            {
                looks[index] = Look(clips[index], reader, logMel, seconds?[index] ?? 0);
                lock (gate) progress?.Report((double)++done / looks.Length);
            }
        }
    }

    private static ClipLook Look(ClipSource clip, StretchReader reader, LogMel logMel, double seconds)
    {
        try
        {
            var samples = reader.Read(clip.Start, clip.Duration);
            var sound = seconds > 0 ? EncodedSound.Flac(LoudestPart.Of(samples, (int)(seconds * AudioInput.YamnetSampleRate))) : [];
            return new(clip, samples.Length / (double)AudioInput.YamnetSampleRate, AudioLevel.ToDbfs(AudioLevel.Rms(samples)), sound)
            {
                Fingerprint = Fingerprint.Of(logMel, samples),
            };
        }
        catch (AudioException)
        {
            // It was readable when it was embedded, or its embedding is older than the damage; training will tell.
            return new(clip, 0, AudioLevel.FloorDbfs, default);
        }
    }
}
