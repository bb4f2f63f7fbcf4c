using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>Recorded noise held in memory, bounded whatever the recordings' length: a user's own noise, or clips of a background class.</summary>
public sealed class NoiseRecordings : INoiseSource
{
    // A stretch may fall on a pause; after so many it is taken as it is.
    private const int Tries = 8;

    private readonly IReadOnlyList<float[]> recordings;

    private NoiseRecordings(IReadOnlyList<float[]> recordings, IReadOnlyList<string> warnings)
    {
        (this.recordings, Warnings) = (recordings, warnings);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var recording in recordings)
        {
            hash.AppendData(BitConverter.GetBytes(recording.Length));
            hash.AppendData(MemoryMarshal.AsBytes(recording.AsSpan()));
        }

        // By content, not by name: a file that was replaced gives another key, a folder that was moved the same.
        Key = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <summary>Files that could not be read or are silent, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>How many recordings are held.</summary>
    public int Count => recordings.Count;

    /// <summary>How many samples are held altogether, at 16 kHz.</summary>
    public long Samples => recordings.Sum(recording => (long)recording.Length);

    /// <summary>Reads the audio files of a folder and of the folders below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How much is held; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Audio2MqttException">There is no such folder, it holds no audio file, or none that can be read and is not silent.</exception>
    public static NoiseRecordings FromFolder(string folder, NoiseRecordingsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) throw new Audio2MqttException($"{folder}: no such folder; name one that holds recordings of noise");
        var search = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = Directory.EnumerateFiles(folder, "*", search).Where(AudioFormats.IsAudio).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) throw new Audio2MqttException($"{folder}: no audio file in this folder or below it; put recordings of noise there");
        return FromFiles(files, options, cancellationToken);
    }

    /// <summary>Reads files.</summary>
    /// <param name="files">Paths, at least one; their order matters to what is drawn.</param>
    /// <param name="options">How much is held; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Audio2MqttException">None can be read and is not silent.</exception>
    public static NoiseRecordings FromFiles(IReadOnlyList<string> files, NoiseRecordingsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0) throw new ArgumentException("at least one file is needed", nameof(files));
        options ??= new();
        var draws = new SeededDraws(options.Seed);
        var chosen = Choose(files, Math.Max(1, options.MaxSamples / options.MinStretchSamples), draws);
        var (recordings, warnings) = (new List<float[]>(), new List<string>());
        var room = options.MaxSamples;
        for (var k = 0; k < chosen.Count; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // What short files leave over goes to the ones after them.
                var samples = ReadStretch(chosen[k], room / (chosen.Count - k), draws.Unit(), cancellationToken);
                recordings.Add(samples);
                room -= samples.Length;
            }
            catch (AudioException error)
            {
                warnings.Add(error.Message);
            }
        }

        if (recordings.Count > 0) return new(recordings, warnings);
        throw new Audio2MqttException($"{Path.GetDirectoryName(files[0])}: none of the {chosen.Count} files can serve as noise; the first: {warnings[0]}");
    }

    /// <inheritdoc/>
    public void Fill(Span<float> samples, long seed)
    {
        var draws = new SeededDraws(seed);
        for (var k = 0; k < Tries; k++)
        {
            var recording = recordings[(int)(draws.Unit() * recordings.Count)];
            // A longer recording is cut without a seam; a shorter one goes round from anywhere.
            var places = recording.Length > samples.Length ? recording.Length - samples.Length + 1 : recording.Length;
            Repeat(recording, (int)(draws.Unit() * places), samples);
            if (AudioLevel.Peak(samples) > 0) return;
        }
    }

    private static void Repeat(float[] recording, int first, Span<float> samples)
    {
        while (!samples.IsEmpty)
        {
            var part = recording.AsSpan(first, Math.Min(samples.Length, recording.Length - first));
            part.CopyTo(samples);
            samples = samples[part.Length..];
            first = 0;
        }
    }

    // Some of very many files, in their order: each is as likely as the others.
    private static List<string> Choose(IReadOnlyList<string> files, int most, SeededDraws draws)
    {
        var chosen = new List<string>();
        for (var k = 0; k < files.Count && chosen.Count < most; k++)
            if (files.Count - k <= most - chosen.Count || draws.Unit() * (files.Count - k) < most - chosen.Count) chosen.Add(files[k]);
        return chosen;
    }

    private static float[] ReadStretch(string path, int most, double place, CancellationToken cancellationToken)
    {
        var start = TimeSpan.Zero;
        AudioSource.RequireContent(path);
        using (var whole = AudioInput.OpenMono16k(path, null, cancellationToken))
            if (whole.Frames is { } frames && frames > most) start = TimeSpan.FromSeconds(place * (frames - most) / Waveforms.SampleRate);

        using var reader = AudioInput.OpenMono16k(path, new() { Start = start, Duration = TimeSpan.FromSeconds((double)most / Waveforms.SampleRate) }, cancellationToken);
        var samples = reader.ReadToEnd();
        if (samples.Length > most) samples = samples[..most];
        return AudioLevel.Peak(samples) > 0 ? samples : throw new AudioException(path, "is silent");
    }
}
