using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>A day of sound through the program's standard input, as fast as it takes it.</summary>
public sealed class SoakTests
{
    private const int Rate = 16_000;
    private const int Hours = 24;
    private const int SettledHours = 4;

    // Anywhere in a hop, so that every sound meets another cut into patches.
    private const int PeriodSamples = (397 * Rate) + 1234;

    // 10 ms frames tell an edge, at both ends of a difference.
    private const double LargestErrorSeconds = 0.020;

    private const long LargestGrowthBytes = 5_000_000;

    [BarkFact]
    public async Task I_can_listen_for_a_day_in_flat_memory_and_the_last_event_is_as_exact_as_the_first()
    {
        var clip = Clip();
        using var run = ProgramRun.Start(
            await InstalledWeights.Folder, "listen", "--source", "-", "--pcm", "s16le:16000:1", "--base", "--classes", "Dog", "--threshold", "0.5", "--release", "0.2",
            "--debounce", "20", "--jsonl", "-");
        var (atFirst, atTheEnd) = await Feed(run, clip);
        run.CloseInput();
        var result = await run.End();
        Assert.Equal(0, result.ExitCode);

        DateTimeOffset[] starts =
        [
            .. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("phase").GetString() == "start")
                .Select(line => DateTimeOffset.Parse(line.GetProperty("start").GetString()!, CultureInfo.InvariantCulture)),
        ];
        var expected = (int)Math.Ceiling(Hours * 3600.0 * Rate / PeriodSamples);
        Assert.Equal(expected, starts.Length);
        foreach (var (k, start) in starts.Index())
            Assert.InRange(((start - starts[0]) - TimeSpan.FromSeconds((double)PeriodSamples / Rate * k)).Duration().TotalSeconds, 0, LargestErrorSeconds);
        Assert.True(atTheEnd - atFirst < LargestGrowthBytes, $"resident: {atFirst / 1e6:0.0} MB after {SettledHours} hours, {atTheEnd / 1e6:0.0} MB at the end");
    }

    private static short[] Clip()
    {
        using var reader = AudioInput.OpenMono16k(Shared.Bark);
        return [.. reader.ReadToEnd().Select(sample => (short)Math.Clamp(MathF.Round(sample * 32_767), -32_768, 32_767))];
    }

    // Memory is compared from the fourth hour on, which is after some three seconds: by then all code is compiled, and the collector has settled.
    private static async Task<(long AtFirst, long AtTheEnd)> Feed(ProgramRun run, short[] clip)
    {
        const int blockSamples = 60 * Rate;
        var random = new Random(1);
        short[] noise = [.. Enumerable.Range(0, (1 << 16) + blockSamples).Select(_ => (short)random.Next(-15, 16))]; // about -65 dBFS
        var bytes = new byte[2 * blockSamples];
        long atFirst = 0, position = 0;
        for (; position < Hours * 3600L * Rate; position += blockSamples)
        {
            var offset = random.Next(1 << 16);
            for (var i = 0; i < blockSamples; i++)
            {
                var at = (int)((position + i) % PeriodSamples);
                var sample = noise[offset + i] + (at < clip.Length ? clip[at] : 0);
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)Math.Clamp(sample, short.MinValue, short.MaxValue));
            }

            await run.Give(bytes);
            if (atFirst == 0 && position >= SettledHours * 3600L * Rate) atFirst = run.ResidentBytes;
        }

        return (atFirst, run.ResidentBytes);
    }
}
