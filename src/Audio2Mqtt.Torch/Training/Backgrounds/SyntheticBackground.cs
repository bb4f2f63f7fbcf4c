using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>
/// Makes what a detector hears when there is nothing to hear: white, pink and brown noise and the floor of a quiet room, at varied levels, 16 kHz mono at
/// 16 bits. A beginning, not a replacement for recordings of the real place.
/// </summary>
/// <param name="options">How many and how long; null for the defaults.</param>
public sealed class SyntheticBackground(SyntheticBackgroundOptions? options = null)
{
    // From what a quiet microphone hears to just below where peaks of Gaussian noise, about 13 dB above its RMS, meet full scale.
    private const double NoiseMinDbfs = -45;
    private const double NoiseMaxDbfs = -15;

    // Above -60, below which training takes a clip for silent, by what pink noise strays from patch to patch.
    private const double SilenceMinDbfs = -58;
    private const double SilenceMaxDbfs = -50;

    // Nothing reaches full scale: a rare peak lowers its whole file instead.
    private const float MaxPeak = 0.99f;

    private readonly SyntheticBackgroundOptions options = options ?? new();

    /// <summary>The files that there will be; nothing is written.</summary>
    /// <param name="folder">The folder for them; need not exist.</param>
    /// <exception cref="DatasetException">It is a file.</exception>
    public IReadOnlyList<BackgroundFile> Plan(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ExistingFiles.RefuseFile(folder);
        return [.. Enum.GetValues<BackgroundKind>().SelectMany(kind => Enumerable.Range(0, options.Samples).Select(number => File(folder, kind, number)))];
    }

    /// <summary>Tells whether the files could be written; nothing is.</summary>
    /// <param name="files">What <see cref="Plan"/> gave.</param>
    /// <exception cref="DatasetException">One exists and is not to be replaced.</exception>
    public void Check(IReadOnlyList<BackgroundFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!options.Overwrite) ExistingFiles.Refuse(files.Select(file => file.Path));
    }

    /// <summary>Writes the files; gives each once it is complete. Ending early leaves complete files only.</summary>
    /// <param name="files">What <see cref="Plan"/> gave.</param>
    /// <param name="progress">Told the share of files that are written; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DatasetException">A file exists and is not to be replaced; nothing was written.</exception>
    /// <exception cref="AudioException">A file cannot be written.</exception>
    public IEnumerable<BackgroundFile> Run(IReadOnlyList<BackgroundFile> files, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Check(files);
        return Write(files, progress, cancellationToken);
    }

    /// <summary>The samples of a file.</summary>
    /// <param name="file">One that <see cref="Plan"/> gave.</param>
    /// <returns>16 kHz mono.</returns>
    public float[] Samples(BackgroundFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var colour = file.Kind switch
        {
            BackgroundKind.WhiteNoise => NoiseColour.White,
            BackgroundKind.BrownNoise => NoiseColour.Brown,
            _ => NoiseColour.Pink,
        };
        using var noise = Clips.Noise((long)Math.Round(options.Seconds * Waveforms.SampleRate), colour.SlopeDb(), file.Seed);
        var samples = Clips.ToArray(noise);
        var gain = (float)(Math.Pow(10, file.LevelDbfs / 20) / AudioLevel.Rms(samples));
        gain = Math.Min(gain, MaxPeak / AudioLevel.Peak(samples));
        foreach (ref var sample in samples.AsSpan()) sample *= gain;
        return samples;
    }

    private IEnumerable<BackgroundFile> Write(IReadOnlyList<BackgroundFile> files, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var k = 0; k < files.Count; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (var writer = AudioWriter.Create(files[k].Path, new() { Format = options.Format, Overwrite = options.Overwrite }))
            {
                writer.Write(Samples(files[k]));
                writer.Complete();
            }

            yield return files[k];
            progress?.Report((k + 1.0) / files.Count);
        }
    }

    private BackgroundFile File(string folder, BackgroundKind kind, int number)
    {
        // Each file has draws of its own, so that more files do not change the first ones.
        var draws = new SeededDraws(unchecked((options.Seed * 1_000_003) + ((long)kind * SyntheticBackgroundOptions.MaxSamples) + number));
        var level = kind == BackgroundKind.Silence ? draws.Between(SilenceMinDbfs, SilenceMaxDbfs) : draws.Between(NoiseMinDbfs, NoiseMaxDbfs);
        var name = kind switch
        {
            BackgroundKind.WhiteNoise => "white_noise",
            BackgroundKind.PinkNoise => "pink_noise",
            BackgroundKind.BrownNoise => "brown_noise",
            _ => "silence",
        };
        var extension = new AudioWriterOptions { Format = options.Format }.Extension;
        return new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}_{number:000}{extension}")), kind, level, draws.Next());
    }
}
