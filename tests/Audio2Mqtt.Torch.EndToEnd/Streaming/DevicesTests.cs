using System.Text.Json;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary><c>a2m-torch devices</c>.</summary>
[Collection(PulseTests.Name)]
public sealed class DevicesTests : IDisposable
{
    private readonly PulseServer pulse = new();

    public void Dispose() => pulse.Dispose();

    [PulseFact]
    public async Task I_can_see_what_can_be_heard()
    {
        var table = await ProgramRun.ToEndWith(null, "devices");
        Assert.Equal(0, table.ExitCode);
        Assert.Equal(
        [
            "# id  kind        channels   rate  default  name          description",
            "   0  loopback           2  48000  yes      null.monitor  Monitor of Nowhere",
            "   1  microphone         2  48000  yes      mic           Virtual",
        ], table.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var json = await ProgramRun.ToEndWith(null, "devices", "--json");
        using var document = JsonDocument.Parse(json.Output);
        var first = document.RootElement[0];
        Assert.Equal(
            ["id", "name", "description", "kind", "channels", "sample_rate", "is_default", "backend"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("null.monitor", "loopback", 48_000, "pulse"), (
            first.GetProperty("name").GetString(), first.GetProperty("kind").GetString(), first.GetProperty("sample_rate").GetInt32(),
            first.GetProperty("backend").GetString()));
    }

    [PulseFact]
    public async Task Without_a_device_I_am_told_what_to_do()
    {
        pulse.Kill();
        var result = await ProgramRun.ToEndWith(null, "devices");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("a2m-torch: no device to hear is to be found: is PulseAudio or PipeWire running", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [AlsaFact]
    public async Task Without_a_sound_server_I_hear_through_ALSA()
    {
        // No hardware is needed: ALSA's own plugin leads back to the server, of which the program is told nothing.
        using var scratch = new Scratch();
        var configuration = $$"""
            </usr/share/alsa/alsa.conf>
            pcm.attic {
                type pulse
                server "{{pulse.Address}}"
                device "{{PulseServer.Microphone}}"
                hint { show on description "Attic" }
            }
            """;
        Environment.SetEnvironmentVariable("ALSA_CONFIG_PATH", scratch.Write("asound.conf", configuration));
        Environment.SetEnvironmentVariable("PULSE_SERVER", "unix:/nowhere");
        try
        {
            var devices = await ProgramRun.ToEndWith(null, "devices");
            Assert.Matches(@"microphone +\? +\? +attic +Attic", devices.Output);

            var sound = Chirp.Write(scratch.At("sweep.wav"), seconds: 10);
            using var run = ProgramRun.Start(null, "record", scratch.At("out"), "--device", "attic", "--seconds", "1", "--count", "3", "--pause", "0");
            run.CloseInput();
            await pulse.Play(sound);
            var result = await run.End();
            Assert.Equal(0, result.ExitCode);
            using var reader = AudioInput.Open(scratch.At("out/clip_003.wav"));
            Assert.InRange(AudioLevel.ToDbfs(AudioLevel.Rms(reader.ReadToEnd())), Chirp.LevelDbfs - 0.2, Chirp.LevelDbfs + 0.2);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ALSA_CONFIG_PATH", null);
            Environment.SetEnvironmentVariable("PULSE_SERVER", pulse.Address);
        }
    }
}
