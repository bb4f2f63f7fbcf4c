using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Converts single files. Threads share an instance.</summary>
internal sealed class FileConversion(ConversionOptions options, Denoiser? denoiser)
{
    private const int BlockSamples = 1 << 14;
    private const int Rate = AudioInput.YamnetSampleRate;

    /// <summary>Converts a file; what is wrong with it is a result.</summary>
    internal ConversionResult Convert(ConversionItem item, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        try
        {
            AudioSource.RequireContent(item.Source);
            using var reader = AudioInput.OpenMono16k(item.Source, null, cancellationToken);
            var (files, existing) = options.NeedsWhole ? Whole(item, reader, warnings, cancellationToken) : ([Streamed(item, reader, warnings, cancellationToken)], 0);
            warnings.InsertRange(0, reader.Warnings);
            var state = files.Count == 0 && existing > 0 ? ConversionState.Skipped : ConversionState.Written;
            return new() { Item = item, State = state, Files = files, Warnings = warnings };
        }
        catch (AudioException failure)
        {
            return new() { Item = item, State = ConversionState.Failed, Error = failure, Warnings = warnings };
        }
    }

    // In the memory of a block, however long.
    private ConvertedFile Streamed(ConversionItem item, IAudioReader reader, List<string> warnings, CancellationToken cancellationToken)
    {
        using var writer = Create(item.Target);
        var block = new float[BlockSamples];
        var peak = 0f;
        for (int count; (count = reader.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(block.AsSpan(0, count));
            peak = Math.Max(peak, AudioLevel.Peak(block.AsSpan(0, count)));
        }

        WarnOfClipping(peak, warnings);
        var frames = writer.Frames;
        writer.Complete();
        return new(item.Target, TimeSpan.Zero, AudioTime.OfFrames(frames, Rate), 0);
    }

    // With how many files exist and stay as they are: where sounds are parted, that is not known before.
    private (List<ConvertedFile> Files, int Existing) Whole(ConversionItem item, IAudioReader reader, List<string> warnings, CancellationToken cancellationToken)
    {
        var samples = reader.ReadToEnd();
        cancellationToken.ThrowIfCancellationRequested();
        if (denoiser is not null) samples = denoiser.Apply(item.Source, samples);
        var isSilent = AudioLevel.Peak(samples) == 0;
        if (isSilent) warnings.Add("is silent throughout");
        IReadOnlyList<SoundStretch> stretches = isSilent || !(options.Trim || options.SplitSilence) ? [new(0, samples.Length)]
            : options.SplitSilence ? Silence.Split(samples, Rate, options.Silence) : [Silence.Trim(samples, Rate, options.Silence)];
        if (stretches.Count == 0) warnings.Add($"has no sound of {options.Silence.MinSoundSeconds} s: nothing is written");
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
        foreach (ref var sample in samples) sample *= gain;
        WarnOfClipping(AudioLevel.Peak(samples), warnings);
        using var writer = Create(path);
        writer.Write(samples);
        writer.Complete();
        return new(path, start, AudioTime.OfFrames(samples.Length, Rate), AudioLevel.ToDbfs(gain));
    }

    private AudioWriter Create(string path) => AudioWriter.Create(path, new() { Format = options.Format, Overwrite = options.Overwrite });

    // A little beyond full scale is what resampling adds to a recording that reaches it.
    private static void WarnOfClipping(float peak, List<string> warnings)
    {
        if (peak > 1.06f) warnings.Add("is clipped: its peaks lie beyond full scale; --normalize peak lowers it instead");
    }
}
