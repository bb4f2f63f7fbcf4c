using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>Reads captures; no read waits longer than a minute.</summary>
internal static class Listening
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Reads so many seconds, or until the end.</summary>
    public static async Task<float[]> Hear(this ICapture capture, double seconds)
    {
        var heard = new float[(int)(seconds * 16_000)];
        var length = 0;
        await Task.Run(() =>
        {
            for (int count; length < heard.Length && (count = capture.Read(heard.AsSpan(length))) > 0;) length += count;
        }).WaitAsync(Patience);
        return heard[..length];
    }

    /// <summary>Reads until the source breaks, and tells why.</summary>
    public static async Task<string> HearUntilItBreaks(this ICapture capture) =>
        (await Assert.ThrowsAsync<AudioException>(() => capture.Hear(3600))).Reason;

    /// <summary>Disposes while another thread reads, and waits for that to end.</summary>
    public static async Task EndsAtOnceWhenDisposed(this ICapture capture)
    {
        _ = await capture.Hear(0.1);
        var reading = capture.Hear(3600);
        capture.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
    }
}
