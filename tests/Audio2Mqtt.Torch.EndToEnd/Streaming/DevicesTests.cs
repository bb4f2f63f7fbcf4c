using System.Text.Json;
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
}
