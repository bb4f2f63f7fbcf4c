using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>The program, a real broker, and somebody who listens to it.</summary>
public class ListenHouseTests
{
    private const string Root = "a2m/attic";
    private static readonly string[] Sounds = ["--base", "--classes", "Cat", "--threshold", "0.5", "--energy-threshold", "off"];

    [HouseFact]
    public async Task The_house_hears_a_cat_and_that_we_leave_when_we_are_told_to()
    {
        using var broker = new Broker("me", "secret");
        using var scratch = new Scratch();
        await using var house = await Subscriber.ToAsync(new() { Host = "localhost", Port = broker.Port, User = "me", Password = "secret", StateFile = scratch.At("house.json") });
        using var run = await StartAsync(broker, scratch, new() { ["A2M_MQTT_PASSWORD"] = "secret" }, "--mqtt-user", "me");
        await run.GiveAsync(Miaow(seconds: 2));
        await house.UntilAsync($"{Root}/stdin/sound/Cat", "ON");
        await house.UntilAsync($"{Root}/stdin/status", "online");
        run.Signal(PosixSignal.SIGTERM);
        await house.UntilAsync($"{Root}/status", "offline");
        Assert.Equal("OFF", house.Of($"{Root}/stdin/sound/Cat")[^1]);
        Assert.Equal("offline", house.Of($"{Root}/stdin/status")[^1]);
        Assert.Equal(["start", "end"], house.Of($"{Root}/stdin/event").Select(Phase));
        Assert.Contains(house.Messages, message => message.Topic == "homeassistant/device/a2m_attic_stdin/config" && Subscriber.Text(message).Contains("\"cmps\"", StringComparison.Ordinal));
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [HouseFact]
    public async Task Killed_without_a_word_the_broker_says_that_we_are_gone()
    {
        using var broker = new Broker();
        using var scratch = new Scratch();
        await using var house = await Subscriber.ToAsync(new() { Host = "localhost", Port = broker.Port, StateFile = scratch.At("house.json") });
        using var run = await StartAsync(broker, scratch, []);
        await run.GiveAsync(Miaow(seconds: 2));
        await house.UntilAsync($"{Root}/status", "online");
        run.Kill();
        await house.UntilAsync($"{Root}/status", "offline");
    }

    [HouseFact]
    public async Task Home_Assistant_is_told_everything_again_when_it_was_restarted()
    {
        using var broker = new Broker();
        using var scratch = new Scratch();
        await using var house = await Subscriber.ToAsync(new() { Host = "localhost", Port = broker.Port, StateFile = scratch.At("house.json") });
        using var run = await StartAsync(broker, scratch, []);
        await run.GiveAsync(Miaow(seconds: 2));
        await house.UntilAsync($"{Root}/stdin/sound/Cat", "ON");
        var before = house.Of("homeassistant/device/a2m_attic_stdin/config").Count;
        var states = house.Of($"{Root}/stdin/sound/Cat").Count;
        house.Publish("homeassistant/status", "online");
        await house.UntilAsync(() => house.Of("homeassistant/device/a2m_attic_stdin/config").Count > before && house.Of($"{Root}/stdin/sound/Cat").Count > states, "discovery and states again");
        Assert.Equal("ON", house.Of($"{Root}/stdin/sound/Cat")[^1]);
    }

    [HouseFact]
    public async Task A_source_can_be_switched_off_and_on_from_the_house()
    {
        using var broker = new Broker();
        using var scratch = new Scratch();
        await using var house = await Subscriber.ToAsync(new() { Host = "localhost", Port = broker.Port, StateFile = scratch.At("house.json") });
        using var run = await ListenRun.StartAsync(
            null, scratch.Folder,
            ["--source", $"film={Shared.Miaow}", "--source", "rtsp://127.0.0.1:1/x", "--realtime", .. Sounds, .. Mqtt(broker, scratch)]);
        await house.UntilAsync($"{Root}/film/enabled/state", "ON");
        house.Publish($"{Root}/film/enabled/set", "OFF");
        await house.UntilAsync($"{Root}/film/enabled/state", "OFF");
        await house.UntilAsync($"{Root}/film/status", "disabled");
    }

    private static Task<ListenRun> StartAsync(Broker broker, Scratch scratch, Dictionary<string, string> variables, params string[] also) =>
        ListenRun.StartAsync(variables, scratch.Folder, ["--source", "-", "--pcm", "s16le:16000:1", .. Sounds, .. Mqtt(broker, scratch), .. also]);

    private static string[] Mqtt(Broker broker, Scratch scratch)
    {
        var path = scratch.Write("a2m.yaml", "mqtt: {state_file: state.json}");
        return ["--config", path, "--mqtt-host", "localhost", "--mqtt-port", $"{broker.Port}", "--node", "attic"];
    }

    // The recording is WAV at 16 kHz, 16 bits, mono: its samples stand behind a header of 44 bytes.
    private static byte[] Miaow(int seconds) => File.ReadAllBytes(Shared.Miaow)[44..(44 + (seconds * 32_000))];

    private static string Phase(string json) => (string)System.Text.Json.Nodes.JsonNode.Parse(json)!["phase"]!;
}
