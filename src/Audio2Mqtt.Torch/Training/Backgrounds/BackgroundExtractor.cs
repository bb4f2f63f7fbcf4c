using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>
/// Cuts random segments out of recordings of a place: what a class of background is made of. They never overlap, silent ones are refused (training would
/// leave them out), and so are those in which a trained model hears a target. Files are 16 kHz mono at 16 bits, and their names tell recording and time,
/// <c>night_at_00h02m13s500.wav</c>, by which training keeps the pieces of a recording together.
/// </summary>
/// <param name="options">How many and how long; null for the defaults.</param>
/// <param name="avoid">Tells targets; borrowed. Null to avoid none.</param>
public sealed class BackgroundExtractor(BackgroundExtractionOptions? options = null, TargetListener? avoid = null)
{
    private readonly BackgroundExtractionOptions options = options ?? new();

    private long SegmentMilliseconds => (long)Math.Round(options.Seconds * 1000);

    /// <summary>Finds recordings and their lengths; nothing is written.</summary>
    /// <param name="audio">A recording, or a folder whose audio files, and those of the folders below, are the recordings.</param>
    /// <param name="folder">Where the segments go; need not exist. What lies in it is no recording.</param>
    /// <param name="cancellationToken">Ends the reading of recordings whose header tells no length.</param>
    /// <exception cref="AudioException">The one recording cannot be read.</exception>
    /// <exception cref="DatasetException">There is no recording, or none as long as a segment, or <paramref name="folder"/> is a file.</exception>
    public BackgroundExtraction Plan(string audio, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(audio);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ExistingFiles.RefuseFile(folder);
        var isFolder = Directory.Exists(audio);
        var own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        string[] recordings = isFolder ? [.. DatasetFiles.AudioBelow(audio).Where(file => !Path.GetFullPath(file).StartsWith(own, StringComparison.Ordinal))] : [audio];
        if (recordings.Length == 0) throw new DatasetException(audio, "no audio file in this folder or below it");
        var lengths = new long[recordings.Length];
        var problems = new AudioException?[recordings.Length];
        AllCores.For(recordings.Length, Measure, cancellationToken);
        if (!isFolder && problems[0] is { } only) throw only;
        var free = new FreeStretches(lengths, SegmentMilliseconds);
        if (free.Room == 0) throw new DatasetException(audio, $"no recording of at least {options.Seconds} s{(problems.Any(problem => problem is not null) ? $"; {problems.First(problem => problem is not null)!.Message}" : "")}");
        return new(recordings, Stems(audio, recordings, isFolder), folder, free, [.. problems.OfType<AudioException>()]);

        void Measure(int k)
        {
            try
            {
                lengths[k] = (long)AudioLength.Of(recordings[k], cancellationToken).TotalMilliseconds;
            }
            catch (AudioException failure)
            {
                problems[k] = failure;
            }
        }
    }

    /// <summary>Cuts; gives each segment once its file is complete. It ends early where nothing is left to draw from. Run it once.</summary>
    /// <param name="plan">What <see cref="Plan"/> gave; it counts what is refused.</param>
    /// <param name="progress">Told the share of segments that are written; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work, with complete files only.</param>
    /// <exception cref="DatasetException">A file exists and is not to be replaced.</exception>
    /// <exception cref="AudioException">A file cannot be written.</exception>
    public IEnumerable<BackgroundSegment> Run(BackgroundExtraction plan, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var draws = new SeededDraws(options.Seed);
        for (var left = options.Segments; left > 0;)
        {
            var places = plan.Free.Draw(left, draws);
            if (places.Count == 0) yield break;
            if (!options.Overwrite) ExistingFiles.Refuse(places.Select(place => PathOf(plan, place)));
            foreach (var recording in places.GroupBy(place => place.Recording))
            {
                foreach (var segment in Cut(plan, recording.Key, recording, cancellationToken))
                {
                    yield return segment;
                    left--;
                    progress?.Report(1 - ((double)left / options.Segments));
                }
            }
        }
    }

    private static string[] Stems(string audio, string[] recordings, bool isFolder)
    {
        // The folders within, too: mic1/night.wav and mic2/night.wav are two.
        string[] names = [.. recordings.Select(file => (isFolder ? Path.GetRelativePath(audio, file) : Path.GetFileName(file)).Replace(Path.DirectorySeparatorChar, '_'))];
        string[] stems = [.. names.Select(name => Path.GetFileNameWithoutExtension(name))];
        var counts = stems.CountBy(stem => stem, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. stems.Select((stem, k) => SafeName.Of(counts[stem] == 1 ? stem : names[k].Replace('.', '_'))).Select(name =>
            Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}_{number}").First(taken.Add))];
    }

    private IEnumerable<BackgroundSegment> Cut(BackgroundExtraction plan, int recording, IEnumerable<FreeStretches.Place> places, CancellationToken cancellationToken)
    {
        using var reader = new StretchReader(plan.Recordings[recording], AudioInput.YamnetSampleRate, cancellationToken);
        foreach (var place in places)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] samples;
            try
            {
                samples = reader.Read(TimeSpan.FromMilliseconds(place.Start), TimeSpan.FromMilliseconds(SegmentMilliseconds));
            }
            catch (AudioException failure)
            {
                plan.ProblemList.Add(failure);
                plan.Free.Drop(recording);
                yield break;
            }

            if (!IsBackground(plan, samples))
            {
                plan.Free.Refuse(place);
                continue;
            }

            plan.Free.Take(place);
            yield return Write(plan, place, samples);
        }
    }

    private bool IsBackground(BackgroundExtraction plan, float[] samples)
    {
        // A header may promise more than there is: what is cut short is refused, too.
        var missing = (SegmentMilliseconds * AudioInput.YamnetSampleRate / 1000) - samples.Length;
        var verdict = missing > 1 ? ClipVerdict.TooShort : ClipCheck.Of(samples, AudioInput.YamnetSampleRate);
        if (verdict == ClipVerdict.Silent) plan.Silent++;
        if (verdict != ClipVerdict.Good) return false;
        if (avoid?.Hear(samples) is not { } target) return true;
        plan.AvoidedCounts[target] = plan.AvoidedCounts.GetValueOrDefault(target) + 1;
        return false;
    }

    private BackgroundSegment Write(BackgroundExtraction plan, FreeStretches.Place place, float[] samples)
    {
        var path = PathOf(plan, place);
        using var writer = AudioWriter.Create(path, new() { Format = options.Format, Overwrite = options.Overwrite });
        writer.Write(samples);
        writer.Complete();
        return new(path, plan.Recordings[place.Recording], TimeSpan.FromMilliseconds(place.Start), TimeSpan.FromMilliseconds(SegmentMilliseconds), AudioLevel.ToDbfs(AudioLevel.Rms(samples)));
    }

    private string PathOf(BackgroundExtraction plan, FreeStretches.Place place)
    {
        var extension = new AudioWriterOptions { Format = options.Format }.Extension;
        return Path.Combine(plan.Folder, plan.Stems[place.Recording] + AudioTime.Marker(TimeSpan.FromMilliseconds(place.Start)) + extension);
    }
}
