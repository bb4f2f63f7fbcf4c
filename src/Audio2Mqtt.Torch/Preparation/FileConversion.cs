using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Converts single files. Threads share an instance.</summary>
internal sealed class FileConversion(ConversionOptions options, Denoiser? denoiser)
{
    private const int BlockSamples = 1 << 14;
    private const int Rate = AudioInput.YamnetSampleRate;

    // Of the time that a file takes.
    private const double ReadingShare = 0.1;

    /// <summary>Tells whether a file can be opened, and its place be written; a stream or an address is not asked.</summary>
    internal static ConversionResult Preview(ConversionItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(item.Target)) throw new AudioException(item.Target, "is a folder: name a file");
            if (!ConversionPlan.IsStream(item.Source))
            {
                AudioSource.RequireContent(item.Source);
                AudioInput.OpenMono16k(item.Source, null, cancellationToken).Dispose();
            }

            return new() { Item = item, State = ConversionState.Planned };
        }
        catch (AudioException failure)
        {
            return new() { Item = item, State = ConversionState.Failed, Error = failure };
        }
    }

    /// <summary>Converts a file; what is wrong with it is a result.</summary>
    internal ConversionResult Convert(ConversionItem item, PieceProgress? progress, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        try
        {
            AudioSource.RequireContent(item.Source);
            using var reader = AudioInput.OpenMono16k(item.Source, null, cancellationToken);
            var (files, existing) = options.NeedsWhole ? Whole(item, reader, warnings, progress, cancellationToken) : ([Streamed(item, reader, warnings, progress, cancellationToken)], 0);
            warnings.InsertRange(0, reader.Warnings);
            var state = files.Count == 0 && existing > 0 ? ConversionState.Skipped : ConversionState.Written;
            return new() { Item = item, State = state, Files = files, Warnings = warnings };
        }
        catch (AudioException failure)
        {
            return new() { Item = item, State = ConversionState.Failed, Error = failure, Warnings = warnings };
        }
    }

    // In the memory of a few blocks, however long.
    private ConvertedFile Streamed(ConversionItem item, IAudioReader reader, List<string> warnings, PieceProgress? progress, CancellationToken cancellationToken)
    {
        using var writer = Create(item.Target);
        var peak = 0f;
        if (denoiser is null)
        {
            var block = new float[BlockSamples];
            for (int count; (count = reader.Read(block)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(block.AsSpan(0, count));
                if (reader.Frames is > 0 and var all) progress?.Report((double)writer.Frames / all);
            }

            RequireSamples(item.Source, writer.Frames);
        }
        else
        {
            using var store = Store(item, reader, progress, cancellationToken);
            denoiser.Apply(item.Source, store, part => Write(part), progress?.Part(ReadingShare, 1), cancellationToken);
        }

        if (peak == 0) warnings.Add("is silent throughout");
        WarnOfClipping(peak, warnings);
        var frames = writer.Frames;
        writer.Complete();
        return new(item.Target, TimeSpan.Zero, AudioTime.OfFrames(frames, Rate), 0);

        void Write(ReadOnlySpan<float> samples)
        {
            writer.Write(samples);
            peak = Math.Max(peak, AudioLevel.Peak(samples));
        }
    }

    private static SampleStore Store(ConversionItem item, IAudioReader reader, PieceProgress? progress, CancellationToken cancellationToken)
    {
        var store = new SampleStore(item.Source);
        try
        {
            store.AddAll(reader, progress?.Part(0, ReadingShare), cancellationToken);
            RequireSamples(item.Source, store.Length);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    // In memory once: by way of a store, since only its end tells how long a recording is.
    private float[] All(ConversionItem item, IAudioReader reader, PieceProgress? progress, CancellationToken cancellationToken)
    {
        using var store = Store(item, reader, progress, cancellationToken);
        if (store.Length > Array.MaxLength) throw new AudioException(item.Source, "is too long to be worked on as a whole: cut it first");
        var samples = new float[store.Length];
        if (denoiser is null)
        {
            store.Read(0, samples);
            return samples;
        }

        var done = 0;
        denoiser.Apply(
            item.Source,
            store,
            part =>
            {
                part.CopyTo(samples, done);
                done += part.Count;
            },
            progress?.Part(ReadingShare, 1),
            cancellationToken);
        return samples;
    }

    // With how many files exist and stay as they are: where sounds are parted, that is not known before.
    private (List<ConvertedFile> Files, int Existing) Whole(ConversionItem item, IAudioReader reader, List<string> warnings, PieceProgress? progress, CancellationToken cancellationToken)
    {
        var samples = All(item, reader, progress, cancellationToken);
        var isSilent = AudioLevel.Peak(samples) == 0;
        IReadOnlyList<SoundStretch> stretches = options.SplitSilence ? Silence.Split(samples, Rate, options.Silence)
            : [options.Trim ? Silence.Trim(samples, Rate, options.Silence) : new(0, samples.Length)];
        if (isSilent) warnings.Add("is silent throughout" + (stretches.Count == 0 ? ": nothing is written" : ""));
        else if (stretches.Count == 0) warnings.Add($"has no sound of {options.Silence.MinSoundSeconds} s: nothing is written");
        var (files, existing) = (new List<ConvertedFile>(), 0);
        foreach (var stretch in stretches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = AudioTime.OfFrames(stretch.First, Rate);
            var path = options.SplitSilence ? Path.ChangeExtension(item.Target, null) + AudioTime.Marker(start) + Path.GetExtension(item.Target) : item.Target;
            if (!options.Overwrite && File.Exists(path)) existing++;
            else files.Add(Write(path, start, samples.AsSpan(stretch.First, stretch.Length), warnings));
        }

        return (files, existing);
    }

    private ConvertedFile Write(string path, TimeSpan start, Span<float> samples, List<string> warnings)
    {
        var isHeld = false;
        var gain = options.Normalise switch
        {
            NormalisationKind.Peak => Normalisation.PeakGain(samples),
            NormalisationKind.Loudness => Normalisation.LoudnessGain(samples, Rate, out isHeld),
            _ => 1,
        };
        if (isHeld) warnings.Add($"stays below {Normalisation.LoudnessLufs} LUFS: its peaks are at {Normalisation.PeakDbfs} dBFS");
        if (options.Normalise == NormalisationKind.Loudness && gain == 1 && AudioLevel.Peak(samples) > 0) warnings.Add($"is too quiet for its loudness to be measured, below {LoudnessMeter.FloorLufs} LUFS: it stays as it is");
        foreach (ref var sample in samples) sample *= gain;
        WarnOfClipping(AudioLevel.Peak(samples), warnings);
        using var writer = Create(path);
        writer.Write(samples);
        writer.Complete();
        return new(path, start, AudioTime.OfFrames(samples.Length, Rate), AudioLevel.ToDbfs(gain));
    }

    private AudioWriter Create(string path) => AudioWriter.Create(path, new() { Format = options.Format, Overwrite = options.Overwrite });

    // A single sample of a higher rate is less than one of ours.
    private static void RequireSamples(string path, long count)
    {
        if (count == 0) throw new AudioException(path, "is too short: there is not one sample of it at 16 kHz");
    }

    // A little beyond full scale is what resampling adds to a recording that reaches it.
    private static void WarnOfClipping(float peak, List<string> warnings)
    {
        if (peak > 1.06f) warnings.Add("is clipped: its peaks lie beyond full scale; --normalize peak lowers it instead");
    }
}
