using System.Diagnostics;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>Captures an ALSA device on a thread of its own, which is joined before the device is closed.</summary>
internal sealed class AlsaRecording : IDisposable
{
    // Four periods of 30 ms: a thread that is late by three of them loses nothing.
    private const uint BufferMicroseconds = 120_000;

    // How long disposing may have to wait for the thread.
    private const int WaitMilliseconds = 100;

    // What hardware has; the first one that it takes without resampling is its own.
    private static readonly uint[] Rates = [48_000, 44_100, 32_000, 16_000, 96_000, 8_000];

    private readonly AlsaHandle _pcm;
    private Thread? _thread;
    private volatile bool _stopped;

    private AlsaRecording(AlsaHandle pcm, int rate, int channels) => (_pcm, SampleRate, Channels) = (pcm, rate, channels);

    /// <summary>In hertz.</summary>
    internal int SampleRate { get; }

    /// <summary>Samples per frame.</summary>
    internal int Channels { get; }

    /// <summary>Opens a device at a rate of its own.</summary>
    /// <param name="name">ALSA's name of it.</param>
    /// <param name="channels">The numbers of channels to try, in order.</param>
    /// <param name="error">Why it cannot be opened; null where it can.</param>
    /// <returns>The recording, which does not run yet; null where there is none.</returns>
    internal static AlsaRecording? Open(string name, IReadOnlyList<int> channels, out string? error)
    {
        var code = Alsa.Open(out var pcm, name, Alsa.SND_PCM_STREAM_CAPTURE, Alsa.SND_PCM_NONBLOCK);
        foreach (var (mayResample, rate, count) in code < 0 ? [] : Settings(channels))
        {
            code = Alsa.SetParams(pcm, Alsa.SND_PCM_FORMAT_FLOAT_LE, Alsa.SND_PCM_ACCESS_RW_INTERLEAVED, (uint)count, rate, mayResample, BufferMicroseconds);
            if (code < 0) continue;
            error = null;
            return new AlsaRecording(pcm, (int)rate, count);
        }

        pcm.Dispose();
        error = Alsa.ErrorText(code);
        return null;
    }

    /// <summary>Whether a device takes so many channels; false where it cannot be asked because it is in use.</summary>
    internal static bool HasChannels(string name, int channels)
    {
        var code = Alsa.Open(out var pcm, name, Alsa.SND_PCM_STREAM_CAPTURE, Alsa.SND_PCM_NONBLOCK);
        using (pcm)
        {
            if (code < 0 || Alsa.HwParamsMalloc(out var parameters) < 0) return false;
            var has = Alsa.HwParamsAny(pcm, parameters) >= 0 && Alsa.HwParamsTestChannels(pcm, parameters, (uint)channels) == 0;
            Alsa.HwParamsFree(parameters);
            return has;
        }
    }

    /// <summary>Begins to capture.</summary>
    internal void Start(ICaptureSink sink)
    {
        _thread = new Thread(() => Run(sink)) { IsBackground = true, Name = "alsa capture" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _thread?.Join();
        _pcm.Dispose();
    }

    private static IEnumerable<(int MayResample, uint Rate, int Channels)> Settings(IReadOnlyList<int> channels)
    {
        foreach (var count in channels)
        {
            foreach (var rate in Rates) yield return (0, rate, count);
        }

        yield return (1, Rates[0], channels[^1]);
    }

    private void Run(ICaptureSink sink)
    {
        var block = new float[SampleRate / 10 * Channels];
        var (began, frames) = (Stopwatch.GetTimestamp(), 0L);
        var code = (nint)Alsa.Start(_pcm);
        while (!_stopped)
        {
            if (code >= 0 && (code = Alsa.Wait(_pcm, WaitMilliseconds)) == 0) continue;
            if (code >= 0) code = Alsa.Read(_pcm, block, (nuint)(block.Length / Channels));
            if (code >= 0)
            {
                sink.Write(block.AsSpan(0, (int)code * Channels));
                frames += code;
            }
            else if (code == -Alsa.EAGAIN)
            {
                code = 0;
            }
            else if (code is -Alsa.EPIPE or -Alsa.ESTRPIPE && (code = Alsa.Recover(_pcm, (int)code, isSilent: 1)) >= 0 && (code = Alsa.Start(_pcm)) >= 0)
            {
                // What the clock says that should have come and did not.
                var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * SampleRate);
                sink.Lose(due - frames);
                frames = Math.Max(frames, due);
            }
            else
            {
                sink.Fail($"the device is gone ({Alsa.ErrorText((int)code)})");
                return;
            }
        }
    }
}
