using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Inspection.Meters;

namespace Audio2Mqtt.Torch.Inspection;

/// <summary>
/// Tells what a recording is and how well it is recorded, in one pass and in constant memory: the levels of its own channels at its own rate, and silence,
/// noise and pictures of what the network hears, 16 kHz mono.
/// </summary>
public static class AudioInspector
{
    private const int BlockSamples = 8192;

    /// <summary>Inspects a recording.</summary>
    /// <param name="path">A file or an address; read once.</param>
    /// <param name="options">What of it, and how; the defaults when null.</param>
    /// <param name="progress">Told the part that is done, in [0, 1], where the length is known; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AudioException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static AudioInspection Inspect(
        string path, AudioInspectorOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var input = new AudioInputOptions { Start = options.Start, Duration = options.Duration, ReplaceNonFinite = true };
        using var source = new SourceMeter(AudioInput.Open(path, input, cancellationToken), options.Start);
        using var reader = Mono16k(source);
        var silence = new SilenceMeter(reader.SampleRate, options.SilenceDbfs, options.Start);
        var noise = new NoiseMeter(reader.SampleRate);
        using var pictures = options.WithPictures ? new PictureMeter(options.PlayedAtMost) : null;
        var block = new float[BlockSamples];
        var heard = 0L;
        for (int count; (count = reader.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var samples = block.AsSpan(0, count);
            heard += count;
            silence.Add(samples);
            noise.Add(samples);
            pictures?.Add(samples);
            if (source.Frames is { } frames and > 0) progress?.Report(Math.Min(1, (double)source.FramesRead / frames));
        }

        if (source.FramesRead == 0) throw new AudioException(path, "holds no audio in this part");
        if (pictures is not null && heard == 0) throw new AudioException(path, "is too short for pictures: there is not one sample of it at 16 kHz");
        var (channels, clipping) = source.Finish();
        var (share, stretches) = silence.Finish();
        return new()
        {
            Path = path,
            Info = source.Info,
            Start = options.Start,
            Duration = AudioTime.OfFrames(source.FramesRead, source.SampleRate),
            Channels = channels,
            Clipping = clipping,
            SilenceShare = share,
            Silence = stretches,
            SilenceDbfs = options.SilenceDbfs,
            Snr = noise.Finish(),
            Warnings = source.Warnings,
            Pictures = pictures?.Finish(),
        };
    }

    private static IAudioReader Mono16k(SourceMeter source)
    {
        IAudioReader reader = source.Channels > 1 ? new MonoReader(source) : source;
        return reader.SampleRate == AudioInput.YamnetSampleRate ? reader : new ResamplingReader(reader, AudioInput.YamnetSampleRate);
    }
}
