using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>The one door to audio: files, URLs, standard input and streams become readers, at the rate and channels asked for.</summary>
public static class AudioInput
{
    /// <summary>The rate of YAMNet's input, in hertz.</summary>
    public const int YamnetSampleRate = 16_000;

    /// <summary>What messages call standard input.</summary>
    private const string StandardInputName = "standard input";

    /// <summary>Opens a source as 16 kHz mono, which is what YAMNet hears.</summary>
    /// <inheritdoc cref="Open(string, AudioInputOptions?, CancellationToken)"/>
    public static IAudioReader OpenMono16k(string path, AudioInputOptions? options = null, CancellationToken cancellationToken = default) =>
        Open(path, (options ?? new()) with { SampleRate = YamnetSampleRate, Mono = true }, cancellationToken);

    /// <summary>Opens a file, a URL, or standard input (<c>-</c>).</summary>
    /// <param name="path">A path, an address with a scheme, or <c>-</c>. A file called so is <c>./-</c>.</param>
    /// <param name="options">What is read and as what; null for all of it as it is.</param>
    /// <param name="cancellationToken">Ends waits for ffmpeg or the network, also while the reader is read.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="AudioException">It does not exist, cannot be read, or is not audio.</exception>
    /// <exception cref="NativeLibraryException">libsndfile or libsoxr is missing.</exception>
    public static IAudioReader Open(string path, AudioInputOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) throw new AudioException("''", "is no path");
        if (path == "-") return Open(StandardInput.Open(), StandardInputName, options, cancellationToken);
        var (source, name) = AudioSource.Open(path, options?.FfmpegPath, cancellationToken);
        return Chain(source, name, options ?? new());
    }

    /// <summary>Opens a stream, seekable or not; its format is told by its bytes.</summary>
    /// <param name="stream">Read from here on; the reader disposes it, and it is disposed where opening fails.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What is read and as what; null for all of it as it is.</param>
    /// <param name="cancellationToken">Ends waits for ffmpeg, also while the reader is read.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="AudioException">It cannot be read or is not audio.</exception>
    /// <exception cref="NativeLibraryException">libsndfile or libsoxr is missing.</exception>
    public static IAudioReader Open(
        Stream stream, string name, AudioInputOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return Chain(AudioSource.Open(stream, name, options?.FfmpegPath, cancellationToken), name, options ?? new());
    }

    /// <summary>Reads a source to its end: for clips that are known to be short.</summary>
    /// <param name="reader">Read to its end; stays the caller's.</param>
    /// <returns>Interleaved samples.</returns>
    /// <exception cref="AudioException">It cannot be read further, or is longer than an array can be.</exception>
    public static float[] ReadToEnd(this IAudioReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);

        // The header's count is a hint, so a lying one costs at most so many frames of memory.
        const long maxFirstFrames = 1 << 22;
        var samples = new float[(Math.Min(reader.Frames ?? 4096, maxFirstFrames) + 1) * reader.Channels];
        var length = 0;
        for (int count; (count = reader.Read(samples.AsSpan(length))) > 0;)
        {
            length += count;
            if (samples.Length - length < reader.Channels) Array.Resize(ref samples, checked(samples.Length * 2));
        }

        return samples[..length];
    }

    // Cut first (in the source's own samples), check, mix, and resample last: a resampler of one channel is the cheapest.
    private static IAudioReader Chain(ISeekableReader source, string name, AudioInputOptions options)
    {
        IAudioReader reader = source;
        try
        {
            Check(source, name);
            var first = AudioTime.ToFrames(options.Start, source.SampleRate);
            var count = options.Duration is { } duration ? Math.Max(1, AudioTime.ToFrames(duration, source.SampleRate)) : (long?)null;
            if (first > 0 || count is not null) reader = new RangeReader(source, name, first, count);
            reader = new FiniteReader(reader, name, options.ReplaceNonFinite, first);
            if (options.Mono && reader.Channels > 1) reader = new MonoReader(reader);
            if (options.SampleRate is { } rate && rate != reader.SampleRate) reader = new ResamplingReader(reader, rate);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The program's standard input.</summary>
    internal static Stream OpenStandardInput() => StandardInput.Open();

    internal static void Check(ISeekableReader source, string name)
    {
        if (source.SampleRate is < AudioInputOptions.MinSampleRate or > AudioInputOptions.MaxSampleRate)
        {
            var range = $"{AudioInputOptions.MinSampleRate} to {AudioInputOptions.MaxSampleRate}";
            throw new AudioException(name, $"claims {source.SampleRate} samples a second; {range} can be read");
        }

        if (source.Channels is < 1 or > AudioInputOptions.MaxChannels)
            throw new AudioException(name, $"claims {source.Channels} channels; 1 to {AudioInputOptions.MaxChannels} can be read");
        if (source.Frames == 0) throw new AudioException(name, "holds no audio, only a header");
    }
}
