using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

public class FfmpegProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [FfmpegFact]
    public void Disposing_ends_and_reaps_the_process()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode("a.mka", Signals.Noise(60 * 16_000, seed: 1), 16_000, 1, "-c:a", "pcm_f32le");
        var process = FfmpegProcess.Start(FfmpegProgram.Find()!, FfmpegSource.File(path, path));
        Assert.NotEqual(-1, process.Output.ReadByte());

        // Nobody reads on, so it waits in a write to a full pipe.
        process.Dispose();
        process.Dispose();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process.Id));
    }

    [FfmpegFact]
    public void A_program_that_is_killed_is_an_error_and_not_a_short_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode("a.mka", Signals.Noise(60 * 16_000, seed: 1), 16_000, 1, "-c:a", "pcm_f32le");
        using var cancellation = new CancellationTokenSource();
        using var reader = FfmpegReader.Open(FfmpegSource.File(path, "a.mka"), null, cancellation.Token);
        var block = new float[1000];
        Assert.Equal(1000, reader.Read(block));
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (reader.Read(block) > 0)
            {
            }
        });
    }

    [FfmpegFact]
    public async Task Disposing_from_another_thread_ends_a_blocked_read()
    {
        using var held = new HoldingStream(WavFile.Bytes(Signals.Noise(200_000, seed: 1), 16_000, 1, 16)[..300_000]);
        var reader = await Task.Run(() => AudioInput.Open(held, "pipe")).WaitAsync(Patience);
        var reading = Task.Run(() =>
        {
            var block = new float[16_000];
            while (reader.Read(block) > 0)
            {
            }
        });

        await held.Waiting.WaitAsync(Patience);

        // It ends as disposed, or as an error of the source that was taken away; which one is a matter of who is faster.
        reader.Dispose();
        var error = await Record.ExceptionAsync(() => reading.WaitAsync(Patience));
        Assert.True(error is ObjectDisposedException or AudioException, error?.ToString() ?? "no error");
    }

    [Fact]
    public void A_program_that_is_no_ffmpeg_is_told()
    {
        // Where this file exists, it is no program; where it does not, there is nothing to run.
        var file = Path.Combine(AppContext.BaseDirectory, "xunit.assert.dll");
        Assert.Null(FfmpegProgram.Version(file));
        var options = new AudioInputOptions { FfmpegPath = file };
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.m4a", "\0\0\0\x20ftypM4A "u8);
        var error = Assert.Throws<AudioException>(() => AudioInput.Open(path, options));
        Assert.Contains("cannot be run", error.Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void The_installed_one_tells_its_version() => Assert.Matches("^[nN0-9]", FfmpegProgram.Version(FfmpegProgram.Find()!));

    [Fact]
    public void A_flood_of_lines_stays_bounded()
    {
        var log = new FfmpegLog("file:a");
        var lines = Enumerable.Range(0, 10_000).Select(i => $"[aac @ 0x55] [error] packet {i} {new string('x', 3000)}\n");
        log.ReadAll(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines))));
        Assert.Equal(10_000, log.ErrorCount);
        Assert.InRange(log.Reason.Length, 1, 4 * 510);
        Assert.True(log.InputTold.IsSet);
    }
}
