using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Audio2Mqtt.Torch.EndToEnd.Listen;
using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Audio2Mqtt.Torch.EndToEnd.Streaming;
using Audio2Mqtt.Torch.Training.Demonstration;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>The commands of docs/guide.md, typed in their order in an empty folder.</summary>
[Collection(PulseTests.Name)]
public sealed partial class GuideTests : IDisposable
{
    // What begins like this is not typed here, and why.
    private static readonly Dictionary<string, string> NotTyped = new()
    {
        ["git clone "] = "it needs the project's address; this is a checkout",
        ["curl "] = "it changes the machine",
        ["tools/install"] = "it writes outside the folder; InstallTests run it",
        ["sudo "] = "it changes the machine",
        ["echo 'A2M_MQTT_PASSWORD=secret' | sudo "] = "it changes the machine",
        ["systemctl "] = "no systemd runs here",
        ["export A2M_MQTT_PASSWORD="] = "it is for the next command, which gets it",
    };

    private readonly GuideScene scene = new();

    public void Dispose() => scene.Dispose();

    [GuideFact]
    public async Task I_get_from_nothing_to_a_doorbell_in_Home_Assistant()
    {
        var guide = new GuideDocument("docs/guide.md");
        Assert.Equal("tools/a2m-torch demo", new GuideDocument("README.md").Commands[0]);
        Assert.Empty(guide.Hidden);
        File.WriteAllText(scene.At("a2m.yaml"), guide.Block("yaml", "sources:"));
        GuideScene.Write(scene.At("ring.wav"), Enumerable.Range(500, 3).Select(seed => DemoSounds.Clip("doorbell", seed)));
        using var server = new PulseServer();
        var typed = 0;
        foreach (var command in guide.Commands.Where(command => !NotTyped.Keys.Any(command.StartsWith)))
        {
            await TypeAsync(command, server);
            typed++;
        }

        Assert.True(typed >= 18, $"{typed} commands");
        Assert.All(NotTyped.Keys, beginning => Assert.Contains(guide.Commands, command => command.StartsWith(beginning, StringComparison.Ordinal)));
        Assert.Empty(guide.Mentioned);
        Assert.True(File.Exists(scene.At("training.html")) && File.Exists(scene.At("doorbell.html")) && File.Exists(scene.At("models/default/report.html")));
    }

    private async Task TypeAsync(string command, PulseServer server)
    {
        switch (command)
        {
            case "tools/a2m-torch demo":
                Assert.Contains("2 of 2 heard", (await scene.TypeAsync("a2m-torch demo --seconds 9")).Output, StringComparison.Ordinal);
                break;
            case "a2m-torch devices":
                Assert.Contains("Virtual", (await scene.TypeAsync(command)).Output, StringComparison.Ordinal);
                break;
            case "a2m-torch listen --microphone --live":
                await RingAsync(server, [], command);
                break;
            case var toTheHouse when toTheHouse.Contains("--mqtt-host", StringComparison.Ordinal):
                await TellTheHouseAsync(server, command);
                break;
            case var recording when recording.StartsWith("a2m-torch record ", StringComparison.Ordinal):
                await scene.TypeAsync(scene.WithoutMicrophone(recording));
                break;
            case var classify when classify.StartsWith("a2m-torch classify ", StringComparison.Ordinal):
                Assert.Matches(@"  doorbell +(0\.[5-9]|1\.)", (await scene.TypeAsync(classify)).OutputLines[2]);
                break;
            case var replay when replay.StartsWith("a2m-torch listen --source night/", StringComparison.Ordinal):
                Assert.Contains("Total detections: 0", (await scene.TypeAsync(replay)).Error, StringComparison.Ordinal);
                break;
            default:
                await scene.TypeAsync(command);
                break;
        }
    }

    private async Task TellTheHouseAsync(PulseServer server, string command)
    {
        using var broker = new Broker("a2m", "secret");
        await using var house = await Subscriber.ToAsync(new() { Host = "localhost", Port = broker.Port, User = "a2m", Password = "secret", StateFile = scene.At("house.json") });
        await RingAsync(
            server,
            new() { ["A2M_MQTT_PASSWORD"] = "secret", ["STATE_DIRECTORY"] = scene.Folder },
            $"{command.Replace("homeassistant.local", "localhost", StringComparison.Ordinal)} --mqtt-port {broker.Port}");
        await house.UntilAsync("a2m/hall/status", "offline");
        Assert.Contains("ON", house.Of("a2m/hall/microphone/sound/doorbell"));
        var discovered = house.Of("homeassistant/device/a2m_hall_microphone/config")[0];
        AssertTriggers(new GuideDocument("docs/guide.md").Block("yaml", "alias:"), discovered, house.Of("a2m/hall/microphone/event")[0]);

        // The configuration of the next step names node and source alike: what is triggered by stays.
        Assert.Matches(@"^sources:\n  - name: microphone [^;]*\n  node: hall\n$", new GuideDocument("docs/guide.md").Block("yaml", "sources:"));
    }

    // The automation's entity is one that has been discovered, and what it looks at is there.
    private static void AssertTriggers(string automation, string discovered, string told)
    {
        using var device = JsonDocument.Parse(discovered);
        var entity = device.RootElement.GetProperty("cmps").GetProperty("event");
        Assert.Contains($"\n    entity_id: {entity.GetProperty("default_entity_id").GetString()}\n", automation, StringComparison.Ordinal);
        var types = entity.GetProperty("event_types").EnumerateArray().Select(type => $".event_type == '{type.GetString()}'");
        Assert.Contains(types, type => automation.Contains(type, StringComparison.Ordinal));

        using var message = JsonDocument.Parse(told);
        Assert.All(Attribute().Matches(automation), match => Assert.True(message.RootElement.TryGetProperty(match.Groups[1].Value, out _), match.Value));
    }

    // Somebody rings, it is told, and Ctrl+C.
    private async Task RingAsync(PulseServer server, Dictionary<string, string> variables, string command)
    {
        using var run = await ListenRun.StartAsync(variables, scene.Folder, command.Split(' ')[2..]);
        await run.MessageAsync("microphone: online");
        await server.Play(scene.At("ring.wav"));
        await run.ResultAsync("Event detected: doorbell (confidence: ");
        run.Signal(PosixSignal.SIGINT);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [GeneratedRegex(@"\.attributes\.([a-z_]+)")]
    private static partial Regex Attribute();
}
