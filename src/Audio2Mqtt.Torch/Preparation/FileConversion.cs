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
            var (files, existing) = options.NeedsWhole ? Cut(item, reader, warnings, progress, cancellationToken) : ([Streamed(item, reader, warnings, progress, cancellationToken)], 0);
            warnings.InsertRange(0, reader.Warnings);
            var state = files.Count == 0 && existing > 0 ? ConversionState.Skipped : ConversionState.Written;
            return new() { Item = item, State = state, Files = files, Warnings = warnings };
        }
        catch (AudioException failure)
        {
            return new() { Item = item, State = ConversionState.Failed, Error = failure, Warnings = warnings };
        }
    }

    // All in the memory of a few blocks, however long.
    private ConvertedFile Streamed(ConversionItem item, IAudioReader reader, List<string> warnings, PieceProgress? progress, CancellationToken cancellationToken)
    {
        using var writer = Create(item.Target);
        var peak = 0f;
        Read(item, reader, Add, progress, cancellationToken);
        if (peak == 0) warnings.Add("is silent throughout");
        WarnOfClipping(peak, warnings);
        var frames = writer.Frames;
        writer.Complete();
        return new(item.Target, TimeSpan.Zero, AudioTime.OfFrames(frames, Rate), 0);

        void Add(ArraySegment<float> samples)
        {
            writer.Write(samples);
            peak = Math.Max(peak, AudioLevel.Peak(samples));
        }
    }

    // Gives all samples, without noise where that is wanted, part by part.
    private void Read(ConversionItem item, IAudioReader reader, Action<ArraySegment<float>> sink, PieceProgress? progress, CancellationToken cancellationToken)
    {
        if (denoiser is not null)
        {
            using var noisy = new SampleSpool(item.Source);
            noisy.WriteAll(reader, progress?.Part(0, ReadingShare), cancellationToken);
            RequireSamples(item.Source, noisy.Length);
            denoiser.Apply(item.Source, noisy, sink, progress?.Part(ReadingShare, 1), cancellationToken);
            return;
        }

        var (block, done) = (new float[BlockSamples], 0L);
        for (int count; (count = reader.Read(block)) > 0; done += count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sink(new(block, 0, count));
            if (reader.Frames is > 0 and var all) progress?.Report(Math.Min(1, (double)(done + count) / all));
        }

        RequireSamples(item.Source, done);
    }

    // With how many files exist and stay as they are: where sounds are parted, that is not known before.
    private (List<ConvertedFile> Files, int Existing) Cut(ConversionItem item, IAudioReader reader, List<string> warnings, PieceProgress? progress, CancellationToken cancellationToken)
    {
        using var spool = new SampleSpool(item.Source);
        var (levels, peak) = (new FrameLevels(Rate), 0f);
        Read(item, reader, Add, progress, cancellationToken);
        if (spool.Length > int.MaxValue) throw new AudioException(item.Source, "is too long to be worked on as a whole: cut it into parts of a day");
        IReadOnlyList<SoundStretch> stretches = options.SplitSilence ? Silence.Split(levels, Rate, options.Silence)
            : [options.Trim ? Silence.Trim(levels, options.Silence.TopDb) : new(0, (int)spool.Length)];
        if (peak == 0) warnings.Add("is silent throughout" + (stretches.Count == 0 ? ": nothing is written" : ""));
        else if (stretches.Count == 0) warnings.Add($"has no sound of {options.Silence.MinSoundSeconds} s: nothing is written");
        var (files, existing) = (new List<ConvertedFile>(), 0);
        foreach (var stretch in stretches)
        {
            var start = AudioTime.OfFrames(stretch.First, Rate);
            var path = options.SplitSilence ? Path.ChangeExtension(item.Target, null) + AudioTime.Marker(start) + Path.GetExtension(item.Target) : item.Target;
            if (!options.Overwrite && File.Exists(path)) existing++;
            else files.Add(Write(path, start, spool, stretch, warnings, cancellationToken));
        }

        return (files, existing);

        void Add(ArraySegment<float> samples)
        {
            spool.Write(samples);
            levels.Add(samples);
            peak = Math.Max(peak, AudioLevel.Peak(samples));
        }
    }

    private ConvertedFile Write(string path, TimeSpan start, SampleSpool spool, SoundStretch stretch, List<string> warnings, CancellationToken cancellationToken)
    {
        var (gain, peak) = (Gain(spool, stretch, warnings, cancellationToken), 0f);
        using var writer = Create(path);
        ForBlocks(spool, stretch, Add, cancellationToken);
        WarnOfClipping(peak, warnings);
        writer.Complete();
        return new(path, start, AudioTime.OfFrames(stretch.Length, Rate), AudioLevel.ToDbfs(gain));

        void Add(Span<float> samples)
        {
            foreach (ref var sample in samples) sample *= gain;
            writer.Write(samples);
            peak = Math.Max(peak, AudioLevel.Peak(samples));
        }
    }

    private float Gain(SampleSpool spool, SoundStretch stretch, List<string> warnings, CancellationToken cancellationToken)
    {
        if (options.Normalise is not { } kind) return 1;
        var (meter, peak) = (new LoudnessMeter(Rate), 0f);
        ForBlocks(spool, stretch, Add, cancellationToken);
        if (kind == NormalisationKind.Peak) return Normalisation.PeakGain(peak);
        var loudness = meter.Integrated();
        var gain = Normalisation.LoudnessGain(loudness, peak, out var isHeld);
        if (isHeld) warnings.Add($"stays below {Normalisation.LoudnessLufs} LUFS: its peaks are at {Normalisation.PeakDbfs} dBFS");
        if (loudness <= LoudnessMeter.FloorLufs && peak > 0) warnings.Add($"is too quiet for its loudness to be measured, below {LoudnessMeter.FloorLufs} LUFS: it stays as it is");
        return gain;

        void Add(Span<float> samples)
        {
            if (kind == NormalisationKind.Loudness) meter.Add(samples);
            peak = Math.Max(peak, AudioLevel.Peak(samples));
        }
    }

    private static void ForBlocks(SampleSpool spool, SoundStretch stretch, BlockAction work, CancellationToken cancellationToken)
    {
        var block = new float[BlockSamples];
        for (var first = stretch.First; first < stretch.End; first += BlockSamples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, Math.Min(BlockSamples, stretch.End - first));
            spool.Read(first, part);
            work(part);
        }
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

    private delegate void BlockAction(Span<float> samples);
}
