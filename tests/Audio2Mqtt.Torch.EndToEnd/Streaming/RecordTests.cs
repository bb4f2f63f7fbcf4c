using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary><c>a2m-torch record</c>, from a real sound server and from files.</summary>
[Collection(PulseTests.Name)]
public sealed class RecordTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [PulseFact]
    public async Task I_can_record_clips_of_a_sound_from_a_microphone()
    {
        using var pulse = new PulseServer();
        var sound = Chirp.Write(scratch.At("sweep.wav"), seconds: 10);
        using var run = ProgramRun.Start(null, "record", scratch.At("out"), "--class", "door", "--microphone", "--seconds", "1", "--count", "3", "--pause", "0", "--json");
        run.CloseInput();
        var playing = pulse.Play(sound);
        var result = await run.End();
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        Assert.Equal(["version", "source", "folder", "sample_rate", "interrupted", "silent_clips", "clips"], root.EnumerateObject().Select(member => member.Name));
        var clips = root.GetProperty("clips").EnumerateArray().ToArray();
        Assert.Equal(
            ["path", "duration", "rms_dbfs", "peak_dbfs", "clipped_samples", "lost", "whole"], clips[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["door_001.wav", "door_002.wav", "door_003.wav"], Directory.GetFiles(scratch.At("out/door")).Select(Path.GetFileName).Order());

        // The last one lies wholly within the sweep.
        using var reader = AudioInput.Open(scratch.At("out/door/door_003.wav"));
        Assert.Equal((16_000, 1, 16_000L), (reader.SampleRate, reader.Channels, reader.Frames));
        Assert.InRange(AudioLevel.ToDbfs(AudioLevel.Rms(reader.ReadToEnd())), Chirp.LevelDbfs - 0.2, Chirp.LevelDbfs + 0.2);
        await playing;
    }

    [Fact]
    public async Task Nothing_is_replaced_and_a_source_that_ends_leaves_what_there_is()
    {
        var sound = Chirp.Write(scratch.At("sweep.wav"), seconds: 2.8);
        scratch.Write("out/clip_007.wav", "mine");
        string[] command = ["record", scratch.At("out"), "--source", sound, "--seconds", "1", "--pause", "0", "--count"];
        var two = await ProgramRun.ToEndWith(null, [.. command, "2"]);
        Assert.Equal(0, two.ExitCode);
        var five = await ProgramRun.ToEndWith(null, [.. command, "5"]);
        Assert.Equal(1, five.ExitCode);
        Assert.Contains($"{sound}: ended after 3 of 5 clips", five.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(scratch.At("out/clip_007.wav")));
        Assert.Equal([4, 32_044, 32_044, 32_044, 32_044, 25_644], Directory.GetFiles(scratch.At("out")).Order().Select(path => new FileInfo(path).Length));
    }

    [PulseFact]
    public async Task Silence_is_refused_unless_I_say_so()
    {
        using var pulse = new PulseServer();
        string[] command = ["record", scratch.At("out"), "--seconds", "0.5", "--count", "2", "--pause", "0"];
        var refused = await ProgramRun.ToEndWith(null, command);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is silent: 3 clips in a row", refused.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.At("out")));
        Assert.Equal(0, (await ProgramRun.ToEndWith(null, [.. command, "--allow-silence"])).ExitCode);
        Assert.Equal(2, Directory.GetFiles(scratch.At("out")).Length);
    }

    [PulseFact]
    public async Task Control_C_keeps_what_was_recorded()
    {
        using var pulse = new PulseServer();
        var first = scratch.At("out/clip_001.wav");
        using var run = ProgramRun.Start(null, "record", scratch.At("out"), "--seconds", "1", "--count", "1000", "--pause", "0", "--allow-silence", "--json");
        run.CloseInput();
        using (var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
        {
            while (!File.Exists(first)) await Task.Delay(10, timeout.Token);
        }

        run.PressControlC();
        var result = await run.End();
        Assert.Equal(130, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        Assert.True(document.RootElement.GetProperty("interrupted").GetBoolean());
        var told = document.RootElement.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("path").GetString());
        Assert.Equal(Directory.GetFiles(scratch.At("out")).Order(), told);
    }

    [PulseFact]
    public async Task A_device_that_is_not_there_or_not_the_only_one_is_one_line()
    {
        using var pulse = new PulseServer();
        pulse.Control("load-module", "module-null-sink", "sink_name=null2");
        foreach (var (options, expected) in ((string[], string)[])
            [
                (["--device", "violin"], "no device has 'violin' in its name; there are 0 null.monitor (Monitor of Nowhere), 1 mic (Virtual)"),
                (["--device", "null"], "'null' fits 2 devices (0 null.monitor (Monitor of Nowhere), "),
                (["--device-id", "77"], "no device has the number 77"),
                (["--device", "mic", "--channel", "3"], "mic: has 2 channels, and channel 3 is asked for"),
                (["--device", "mic", "--microphone"], "--microphone and --device name two sources: one can be heard."),
                (["--source", "gopher://x"], "cannot read 'gopher' addresses"),
                (["--source", "-", "--pcm", "s16:48000"], "--pcm: 's16:48000' is not ENCODING:RATE:CHANNELS, such as s16le:48000:2."),
            ])
        {
            var result = await ProgramRun.ToEndWith(null, ["record", scratch.At("out"), .. options]);
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task I_can_record_from_a_pipe()
    {
        var samples = new byte[48_000 * 2 * 4];
        new Random(1).NextBytes(samples);
        using var run = ProgramRun.Start(null, "record", scratch.At("out"), "--source", "-", "--pcm", "s16le:48000:2", "--seconds", "1", "--count", "2", "--pause", "0");
        await run.Give(samples);
        run.CloseInput();
        Assert.Equal(0, (await run.End()).ExitCode);

        // Uniform white noise of both channels, their mean, and a third of its bandwidth: -4.77 - 3.01 - 4.77 dBFS.
        using var reader = AudioInput.Open(scratch.At("out/clip_001.wav"));
        Assert.InRange(AudioLevel.ToDbfs(AudioLevel.Rms(reader.ReadToEnd())), -13.2, -12.2);
    }
}
