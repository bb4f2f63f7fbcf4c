using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

public class HouseTests
{
    private const string Door = "a2m/attic/Front_door";

    [BrokerFact]
    public async Task I_can_switch_a_microphone_off_and_it_stays_off_after_a_restart()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        await using var house = await Subscriber.ToAsync(scene.Options(broker), "a2m/#");
        var sink = scene.Sink(scene.Options(broker));
        await house.UntilAsync($"{Door}/enabled/state", "ON");
        await house.UntilAsync("a2m/attic/status", "online");
        house.Publish($"{Door}/enabled/set", "OFF");
        await house.UntilAsync($"{Door}/enabled/state", "OFF");
        Assert.False(scene.IsEnabled("Front door"));
        await sink.CompleteAsync(CancellationToken.None);

        scene.SetEnabled("Front door", true);
        var again = scene.Sink(scene.Options(broker));
        Assert.False(scene.IsEnabled("Front door"));
        await house.UntilAsync($"{Door}/status", "disabled");
        await again.CompleteAsync(CancellationToken.None);
    }

    [BrokerFact]
    public async Task A_switch_that_somebody_retained_does_not_switch_at_every_restart()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        await using var house = await Subscriber.ToAsync(scene.Options(broker), "a2m/#");
        house.Publish($"{Door}/enabled/set", "OFF", retain: true);
        await house.UntilAsync($"{Door}/enabled/set", "OFF");
        var sink = scene.Sink(scene.Options(broker));
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("retain flag", StringComparison.Ordinal)));
        Assert.True(scene.IsEnabled("Front door"));
        await sink.CompleteAsync(CancellationToken.None);
    }

    [BrokerFact]
    public async Task Home_Assistant_is_told_everything_again_when_it_restarts()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        var sink = scene.Sink(scene.Options(broker));
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("connected", StringComparison.Ordinal)));
        sink.Write(scene.Event(EventPhase.Start));
        await using var assistant = await Subscriber.ToAsync(scene.Options(broker), "#");
        await assistant.UntilAsync($"{Door}/sound/dog", "ON");
        await assistant.UntilAsync(() => assistant.Of($"{Door}/last").Count == 1, "the last event");
        var before = assistant.Messages.Count;
        assistant.Publish("homeassistant/status", "online");

        // The order of the first connection: what there is, whether it is there, how it is.
        await assistant.UntilAsync(() => After().Contains($"{Door}/last"), "all states again");
        string[] order = ["homeassistant/device/a2m_attic/config", "homeassistant/device/a2m_attic_Front_door/config", "a2m/attic/status", $"{Door}/status", $"{Door}/sound/dog", $"{Door}/last"];
        Assert.Equal(order, After().Where(order.Contains));
        Assert.DoesNotContain($"{Door}/event", After());
        Assert.Equal("ON", assistant.Of($"{Door}/sound/dog")[^1]);
        await sink.CompleteAsync(CancellationToken.None);

        List<string> After() => [.. assistant.Messages.Skip(before).Select(message => message.Topic)];
    }

    [BrokerFact]
    public async Task A_program_that_ends_without_a_word_leaves_its_will()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        await using var house = await Subscriber.ToAsync(scene.Options(broker), "a2m/#");
        await using (var client = new MosquittoClient(scene.Options(broker), TimeProvider.System))
        {
            var handler = new Once();
            client.Start(handler, new MqttMessage("a2m/attic/status", "offline"u8.ToArray(), Retain: true));
            await handler.IsConnected.Task.WaitAsync(Subscriber.Patience);
        }

        await house.UntilAsync("a2m/attic/status", "offline");
    }

    [BrokerFact]
    public async Task What_listens_to_audio2mqtt_hears_this_program_too_and_knows_whether_it_runs()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        await using var house = await Subscriber.ToAsync(scene.Options(broker), "audio_events/#");
        var sink = scene.Sink(scene.Options(broker) with { Compatibility = MqttCompatibility.Audio2Mqtt });
        await house.UntilAsync("audio_events/system/running", "on");
        sink.Write(scene.Event(EventPhase.Start));
        await house.UntilAsync("audio_events/event/last_song", "dog");
        Assert.Equal("""{"song_name":"dog","confidence":0.87,"timestamp":"2026-11-21 13:28:26","metadata":{}}""", Assert.Single(house.Of("audio_events/event")));
        await sink.CompleteAsync(CancellationToken.None);
        await house.UntilAsync("audio_events/system/running", "off");
    }

    private sealed class Once : IMqttHandler
    {
        public TaskCompletionSource IsConnected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Connected(string protocol) => IsConnected.TrySetResult();

        public void Disconnected(string reason)
        {
        }

        public void Received(MqttMessage message)
        {
        }

        public void Acknowledged(int number, string? refusal)
        {
        }
    }
}
