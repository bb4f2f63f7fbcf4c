using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>
/// A streaming sample rate converter over libsoxr's HQ recipe: flat to 0.913 of the lower Nyquist frequency, -120 dB beyond it, linear
/// phase, its delay already taken out. Blocks of any size give the same samples.
/// </summary>
internal sealed class Resampler : IDisposable
{
    private readonly SoxrHandle _handle;
    private readonly int _channels;

    /// <summary>A converter of interleaved samples.</summary>
    /// <param name="inputRate">In hertz.</param>
    /// <param name="outputRate">In hertz.</param>
    /// <param name="channels">Samples per frame.</param>
    /// <exception cref="Audio2MqttException">libsoxr refuses the ratio.</exception>
    /// <exception cref="NativeLibraryException">libsoxr is missing.</exception>
    internal Resampler(int inputRate, int outputRate, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        _handle = Soxr.Create(inputRate, outputRate, channels, out var error);
        if (error is null) return;
        _handle.Dispose();
        throw new Audio2MqttException($"libsoxr cannot resample {inputRate} Hz to {outputRate} Hz: {error}");
    }

    /// <summary>Output frames that are inside, not yet given.</summary>
    internal double LatencyFrames => Soxr.Delay(_handle);

    /// <summary>Feeds samples and takes samples; call again with what was not consumed.</summary>
    /// <param name="input">Whole frames; may be empty.</param>
    /// <param name="output">Room for at least one frame.</param>
    /// <param name="consumed">Samples taken from <paramref name="input"/>.</param>
    /// <returns>Samples written to <paramref name="output"/>, possibly 0 while the filter fills.</returns>
    internal int Process(ReadOnlySpan<float> input, Span<float> output, out int consumed)
    {
        consumed = 0;
        if (input.IsEmpty) return 0;
        var error = Soxr.Process(_handle, input, input.Length / _channels, out var taken, output, output.Length / _channels, out var given);
        if (error is not null) throw new Audio2MqttException($"libsoxr failed while resampling: {error}");
        consumed = taken * _channels;
        return given * _channels;
    }

    /// <summary>After the last input: takes samples of the tail.</summary>
    /// <returns>Samples written to <paramref name="output"/>; 0 when all is given.</returns>
    internal int Flush(Span<float> output)
    {
        var error = Soxr.Flush(_handle, output, output.Length / _channels, out var given);
        if (error is not null) throw new Audio2MqttException($"libsoxr failed while resampling: {error}");
        return given * _channels;
    }

    /// <summary>Forgets the signal so far and is ready for a fresh one.</summary>
    internal void Reset()
    {
        if (Soxr.Clear(_handle) is { } error) throw new Audio2MqttException($"libsoxr could not be reset: {error}");
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>The number of output frames that a whole signal of <paramref name="frames"/> frames gives.</summary>
    internal static long OutputFrames(long frames, int inputRate, int outputRate) =>
        (long)((((Int128)frames * outputRate * 2) + inputRate) / (2 * (Int128)inputRate));

    /// <summary>Resamples a whole signal at once.</summary>
    internal static float[] Convert(ReadOnlySpan<float> samples, int inputRate, int outputRate, int channels = 1)
    {
        using var resampler = new Resampler(inputRate, outputRate, channels);

        // One frame of room beyond the exact count: soxr may round the other way.
        var output = new float[(OutputFrames(samples.Length / channels, inputRate, outputRate) + 1) * channels];
        var written = 0;
        while (!samples.IsEmpty)
        {
            written += resampler.Process(samples, output.AsSpan(written), out var consumed);
            if (consumed == 0) break;
            samples = samples[consumed..];
        }

        for (int count; written < output.Length && (count = resampler.Flush(output.AsSpan(written))) > 0;) written += count;
        return output[..written];
    }
}
