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
        var (warnings, stays) = (new List<string>(), 0);
        try
        {
            AudioSource.RequireContent(item.Source);
            using var reader = AudioInput.OpenMono16k(item.Source, null, cancellationToken);
            var files = options.NeedsWhole ? Whole(item, reader, warnings, out stays, cancellationToken) : [Streamed(item, reader, warnings, cancellationToken)];
            warnings.InsertRange(0, reader.Warnings);
            var isSkipped = files.Count == 0 && options.SplitSilence && stays > 0;
            return new() { Item = item, State = isSkipped ? ConversionState.Skipped : ConversionState.Written, Files = files, Warnings = warnings };
        }
        catch (AudioException failure)
        {
            return new() { Item = item, State = ConversionState.Failed, Error = failure, Warnings = warnings };
        }    }

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

    private List<ConvertedFile> Whole(ConversionItem item, IAudioReader reader, List<string> warnings, out int stays, CancellationToken cancellationToken)
    {
        stays = 0;
        var samples = reader.ReadToEnd();
        cancellationToken.ThrowIfCancellationRequested();
        if (denoiser is not null) samples = denoiser.Apply(item.Source, samples);
        var isSilent = AudioLevel.Peak(samples) == 0;
        if (isSilent) warnings.Add("is silent throughout");
        IReadOnlyList<SoundStretch> stretches = isSilent || !(options.Trim || options.SplitSilence) ? [new(0, samples.Length)]
            : options.SplitSilence ? Silence.Split(samples, Rate, options.Silence) : [Silence.Trim(samples, Rate, options.Silence)];
        if (stretches.Count == 0) warnings.Add($"has no sound of {options.Silence.MinSoundSeconds} s: nothing is written");
        var files = new List<ConvertedFile>();
        foreach (var stretch in stretches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = AudioTime.OfFrames(stretch.First, Rate);
            var path = options.SplitSilence ? Path.ChangeExtension(item.Target, null) + AudioTime.Marker(start) + Path.GetExtension(item.Target) : item.Target;
            if (!options.Overwrite && File.Exists(path)) stays++;
            else files.Add(Write(path, start, samples.AsSpan(stretch.First, stretch.Length), warnings));
        }

        return files;
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
