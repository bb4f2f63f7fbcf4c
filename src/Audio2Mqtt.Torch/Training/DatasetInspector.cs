using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Decodes every clip once, on all cores, and tells length, format and level, and which clips are to be left out: unreadable ones, silent ones, those
/// shorter than 0.2 s. A worker holds one clip at a time, and the pieces of a recording are decoded in one go.
/// </summary>
public static class DatasetInspector
{
    /// <summary>Inspects a data set.</summary>
    /// <param name="dataset">As scanned.</param>
    /// <param name="progress">Told after every clip, from several threads, one at a time; null for nobody.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <exception cref="DatasetException">No clip of a class can be used.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DatasetInspection Inspect(Dataset dataset, IProgress<InspectionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var results = new ClipInspection[dataset.Clips.Count];
        var files = Enumerable.Range(0, results.Length).GroupBy(index => dataset.Clips[index].Path, StringComparer.Ordinal)
            .Select(file => file.OrderBy(index => dataset.Clips[index].Start).ToList()).ToList();
        var gate = new Lock();
        var done = 0;
        AllCores.For(files.Count, Decode, cancellationToken);
        var leftOut = results.Where(result => result.LeftOut is not null).Select(result => result.LeftOut!).ToList();
        return new(dataset.Without(leftOut), results);

        void Decode(int file)
        {
            using var reader = new StretchReader(dataset.Clips[files[file][0]].Path, AudioInput.YamnetSampleRate, cancellationToken);
            foreach (var index in files[file])
            {
                results[index] = Inspect(dataset.Clips[index], reader);
                lock (gate) progress?.Report(new(++done, results.Length));
            }
        }
    }

    private static ClipInspection Inspect(ClipSource clip, StretchReader reader)
    {
        try
        {
            var samples = reader.Read(clip.Start, clip.Duration);
            var level = AudioLevel.ToDbfs(AudioLevel.Rms(samples));
            var seconds = samples.Length / (double)AudioInput.YamnetSampleRate;
            return new(clip, seconds, reader.Info?.Container, level, ClipCheck.Judge(clip, samples, AudioInput.YamnetSampleRate));
        }
        catch (AudioException failure)
        {
            return new(clip, 0, reader.Info?.Container, AudioLevel.FloorDbfs, ClipCheck.Unreadable(clip, failure));
        }
    }
}
