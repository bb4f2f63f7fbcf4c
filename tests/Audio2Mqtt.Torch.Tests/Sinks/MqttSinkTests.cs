using System.Text;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public sealed class MqttSinkTests : IDisposable
{
    private const string Door = "a2m/attic/Front_door";

    private readonly SinkScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public void The_will_says_that_the_node_is_offline()
    {
        _ = scene.Begin();
        Assert.Equal(("a2m/attic/status", "offline", true, 1), (
            scene.Client.Will!.Topic, Encoding.UTF8.GetString(scene.Client.Will.Payload.Span), scene.Client.Will.Retain, scene.Client.Will.Qos));
    }

    [Fact]
    public void A_connection_gets_discovery_then_availability_then_all_states()
    {
        _ = scene.Connected();
        Assert.Equal(
            [
                "homeassistant/device/a2m_attic/config", "homeassistant/device/a2m_attic_Front_door/config", "a2m/attic/status", $"{Door}/status",
                "a2m/attic/details", $"{Door}/details", $"{Door}/enabled/state", $"{Door}/sound/all", $"{Door}/sound/dog", $"{Door}/sound/Door_bell",
            ],
            scene.Client.Sent.Select(message => message.Topic));
        Assert.All(scene.Client.Sent, message => Assert.True(message is { Retain: true, Qos: 1 }));
        Assert.Equal(["a2m/attic/+/enabled/set", "homeassistant/status"], scene.Client.Filters);
        Assert.Equal(["online"], scene.Client.Of("a2m/attic/status"));
        Assert.Equal(["ON"], scene.Client.Of($"{Door}/enabled/state"));
        Assert.Equal(["OFF"], scene.Client.Of($"{Door}/sound/dog"));
        Assert.Equal("""{"name":"Front door","description":"USB microphone","model":{"name":"default","hash":"0123abcd"},"sounds":{"dog":"dog","Door_bell":"Door bell"}}""", scene.Client.Of($"{Door}/details")[0]);
        Assert.Equal("""{"name":"attic","version":"1.2.3","started":"2026-11-21T12:00:00.000+00:00","protocol":"MQTT 5","connections":1,"dropped":0}""", scene.Client.Of("a2m/attic/details")[0]);
    }

    [Fact]
    public void An_event_is_told_before_the_states_that_it_changes_and_is_never_retained()
    {
        var sink = scene.Connected();
        var before = scene.Client.Sent.Count;
        sink.Write(Samples.Event(EventPhase.Start, "Door bell"));
        Assert.Equal(
            [($"{Door}/event", false), ($"{Door}/sound/Door_bell", true), ($"{Door}/sound/all", true), ($"{Door}/sound/Door_bell/attributes", true), ($"{Door}/last", true)],
            scene.Client.After(before).Select(message => (message.Topic, message.Retain)));
        Assert.Equal(scene.Client.Of($"{Door}/event"), scene.Client.Of($"{Door}/last"));
        Assert.Equal(
            """{"id":"door-dog-1","name":"Door bell","confidence":0.8734,"peak_confidence":0.93,"level_dbfs":-31.3,"start":"2026-11-21T13:28:26.123+01:00","end":null,"duration":2.4,"clip":"/clips/1.flac"}""",
            scene.Client.Of($"{Door}/sound/Door_bell/attributes")[0]);
    }

    [Fact]
    public void Any_sound_is_on_as_long_as_one_is()
    {
        var sink = scene.Connected();
        sink.Write(Samples.Event(EventPhase.Start, "dog", id: "1"));
        sink.Write(Samples.Event(EventPhase.Start, "Door bell", id: "2"));
        sink.Write(Samples.Event(EventPhase.Update, "dog", id: "1"));
        sink.Write(Samples.Event(EventPhase.End, "dog", id: "1"));
        sink.Write(Samples.Event(EventPhase.End, "Door bell", id: "2"));
        Assert.Equal(["OFF", "ON", "OFF"], Acknowledged($"{Door}/sound/all"));
        Assert.Equal(["OFF", "ON", "OFF"], Acknowledged($"{Door}/sound/dog"));
        Assert.Equal(5, scene.Client.Of($"{Door}/event").Count);
    }

    [Fact]
    public void A_source_that_goes_silences_its_sounds()
    {
        var sink = scene.Connected();
        sink.Write(Samples.Status(SourceState.Online));
        sink.Write(Samples.Event(EventPhase.Start));
        sink.Write(Samples.Status(SourceState.Offline, reason: "unplugged"));
        Assert.Equal(["offline", "online", "offline"], Acknowledged($"{Door}/status"));
        Assert.Equal("OFF", scene.Client.Of($"{Door}/sound/dog")[^1]);
        Assert.Equal("OFF", scene.Client.Of($"{Door}/sound/all")[^1]);
    }

    [Fact]
    public void Levels_are_throttled_never_retained_and_dropped_without_a_connection()
    {
        var sink = scene.Connected();
        sink.Write(Samples.Hop());
        sink.Write(Samples.Hop());
        scene.Time.Advance(TimeSpan.FromSeconds(5));
        sink.Write(Samples.Hop(level: float.NegativeInfinity));
        scene.Client.Break();
        scene.Time.Advance(TimeSpan.FromSeconds(5));
        sink.Write(Samples.Hop());
        scene.Client.Connect();
        Assert.Equal(["""{"dbfs":-31.2,"rms":-33,"peak":-12.5,"floor":-60}""", """{"dbfs":-150,"rms":-33,"peak":-12.5,"floor":-60}"""], scene.Client.Of($"{Door}/level"));
        Assert.All(scene.Client.Sent.Where(message => message.Topic == $"{Door}/level"), message => Assert.Equal((0, false), (message.Qos, message.Retain)));
    }

    [Fact]
    public void A_switch_switches_and_says_so_and_is_remembered_over_a_restart()
    {
        _ = scene.Connected();
        scene.Client.Receive($"{Door}/enabled/set", "off");
        scene.Client.Acknowledge();
        Assert.Contains("Front door", scene.Control.Disabled);
        Assert.Equal(["ON", "OFF"], scene.Client.Of($"{Door}/enabled/state"));

        _ = scene.Connected();
        Assert.Contains("Front door", scene.Control.Disabled);
        Assert.Equal(["OFF"], scene.Client.Of($"{Door}/enabled/state"));
        Assert.Equal(["disabled"], scene.Client.Of($"{Door}/status"));
        Assert.Contains(scene.Told, line => line.Contains("stays off", StringComparison.Ordinal));

        scene.Client.Receive($"{Door}/enabled/set", "ON");
        _ = scene.Connected();
        Assert.Empty(scene.Control.Disabled);
    }

    [Theory]
    [InlineData("OFF", true)]
    [InlineData("perhaps", false)]
    [InlineData("", false)]
    public void A_switch_that_is_retained_or_is_none_changes_nothing_and_is_told(string payload, bool retain)
    {
        _ = scene.Connected();
        scene.Client.Receive($"{Door}/enabled/set", payload, retain);
        Assert.Empty(scene.Control.Disabled);
        Assert.Contains(scene.Told, line => line.Contains("enabled/set", StringComparison.Ordinal));
    }

    [Fact]
    public void A_switch_of_no_source_of_ours_is_passed_over()
    {
        _ = scene.Connected();
        scene.Client.Receive("a2m/attic/other/enabled/set", "OFF");
        Assert.Empty(scene.Control.Disabled);
    }

    [Fact]
    public void Home_Assistants_birth_brings_everything_again_a_little_later()
    {
        var sink = scene.Connected();
        sink.Write(Samples.Event(EventPhase.Start));
        scene.Client.Acknowledge();
        var before = scene.Client.Sent.Count;
        scene.Client.Receive("homeassistant/status", "online", retain: true);
        scene.Client.Receive("homeassistant/status", "offline");
        scene.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(before, scene.Client.Sent.Count);

        scene.Client.Receive("homeassistant/status", "online");
        Assert.Equal(before, scene.Client.Sent.Count);
        scene.Time.Advance(TimeSpan.FromSeconds(3.1));
        scene.Client.Acknowledge();
        var again = scene.Client.After(before);
        Assert.Equal("homeassistant/device/a2m_attic/config", again[0].Topic);
        Assert.Contains(again, message => message.Topic == $"{Door}/sound/dog" && Encoding.UTF8.GetString(message.Payload.Span) == "ON");
        Assert.DoesNotContain(again, message => message.Topic == $"{Door}/event");
    }

    [Fact]
    public void Under_another_prefix_Home_Assistants_birth_is_heard_where_it_says_it_by_default_too()
    {
        scene.Options = scene.Options with { HomeAssistantPrefix = "ha" };
        _ = scene.Connected();
        Assert.Equal(["a2m/attic/+/enabled/set", "homeassistant/status", "ha/status"], scene.Client.Filters);
    }

    [Fact]
    public void What_happens_while_the_broker_is_away_arrives_in_order_and_states_are_the_last_ones()
    {
        var sink = scene.Connected();
        scene.Client.Break();
        for (var k = 0; k < 40; k++)
        {
            sink.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
            sink.Write(Samples.Event(EventPhase.End, id: $"{k}"));
        }

        sink.Write(Samples.Event(EventPhase.Start, "Door bell", id: "bell"));
        var before = scene.Client.Sent.Count;
        scene.Client.Connect();
        var ids = scene.Client.After(before).Where(message => message.Topic == $"{Door}/event").Select(message => JsonDocument.Parse(message.Payload).RootElement.GetProperty("id").GetString());
        Assert.Equal([.. Enumerable.Range(0, 80).Select(k => $"{k / 2}"), "bell"], ids);
        Assert.Equal(1, scene.Client.After(before).Count(message => message.Topic == $"{Door}/sound/dog"));
        Assert.Equal("OFF", scene.Client.Of($"{Door}/sound/dog")[^1]);
        Assert.Equal("ON", scene.Client.Of($"{Door}/sound/Door_bell")[^1]);
    }

    [Fact]
    public void What_the_queue_cannot_hold_is_counted_and_told_once_per_many()
    {
        scene.Options = scene.Options with { QueueSize = 5 };
        var sink = scene.Begin();
        for (var k = 0; k < 40; k++) sink.Write(Samples.Event(EventPhase.Start, id: $"{k}"));
        Assert.Equal(["1 ", "10 "], scene.Told.Where(line => line.Contains("dropped", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf(' ', StringComparison.Ordinal) + 1)]));
        scene.Client.Connect();
        Assert.Equal(5, scene.Client.Of($"{Door}/event").Count);
        Assert.Equal(35, scene.Json("a2m/attic/details").GetProperty("dropped").GetInt32());
    }

    [Fact]
    public void The_same_reason_is_told_once_until_it_changes()
    {
        _ = scene.Begin();
        foreach (var reason in (string[])["refused", "refused", "expired", "expired", "refused"]) scene.Client.Break(reason);
        Assert.Equal(["refused; trying again", "expired; trying again", "refused; trying again"], scene.Told);
    }

    [Fact]
    public void A_topic_that_the_broker_does_not_take_is_told_once_and_holds_nothing_up()
    {
        var sink = scene.Begin();
        scene.Client.Acknowledges = false;
        scene.Client.Connect();
        scene.Client.Acknowledges = true;
        scene.Client.Acknowledge("Not authorized");
        sink.Write(Samples.Event(EventPhase.Start));
        scene.Client.Acknowledge("Not authorized");
        Assert.Equal(scene.Client.Sent.Select(message => message.Topic).Distinct().Count(), scene.Told.Count(line => line.Contains("Not authorized", StringComparison.Ordinal)));
        Assert.Single(scene.Client.Of($"{Door}/event"));
    }

    [Fact]
    public void A_message_that_is_too_large_for_the_broker_is_told_and_holds_nothing_up()
    {
        var sink = scene.Begin();
        scene.Client.LargestPayload = 1000;
        scene.Client.Connect();
        sink.Write(Samples.Event(EventPhase.Start));
        scene.Client.Acknowledge();
        Assert.Contains(scene.Told, line => line.Contains("homeassistant/device/a2m_attic_Front_door/config", StringComparison.Ordinal) && line.Contains("bytes", StringComparison.Ordinal));
        Assert.Single(scene.Client.Of($"{Door}/event"));
        Assert.Equal("ON", scene.Client.Of($"{Door}/sound/dog")[^1]);
    }

    [Fact]
    public void A_state_file_that_is_broken_or_cannot_be_written_is_told_and_done_without()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(scene.StateFile)!);
        File.WriteAllText(scene.StateFile, "{ not JSON");
        _ = scene.Connected();
        Assert.Contains(scene.Told, line => line.StartsWith($"{scene.StateFile}: cannot be read", StringComparison.Ordinal));

        // A folder by the file's name cannot be replaced by a file.
        File.Delete(scene.StateFile);
        Directory.CreateDirectory(scene.StateFile);
        _ = scene.Connected();
        scene.Client.Receive($"{Door}/enabled/set", "OFF");
        scene.Client.Receive($"{Door}/enabled/set", "ON");
        Assert.Single(scene.Told, line => line.StartsWith($"{scene.StateFile}: cannot be written", StringComparison.Ordinal));
        Assert.Empty(scene.Control.Disabled);
    }

    [Fact]
    public async Task The_end_is_every_sound_off_every_source_offline_and_then_the_node()
    {
        var sink = scene.Connected();
        sink.Write(Samples.Status(SourceState.Online));
        sink.Write(Samples.Event(EventPhase.Start));
        scene.Client.Acknowledge();
        var before = scene.Client.Sent.Count;
        var ending = sink.CompleteAsync(CancellationToken.None).AsTask();
        scene.Client.Acknowledge();
        await ending.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(
            [($"{Door}/sound/dog", "OFF"), ($"{Door}/sound/all", "OFF"), ($"{Door}/status", "offline"), ("a2m/attic/status", "offline")],
            scene.Client.After(before).Select(message => (message.Topic, Encoding.UTF8.GetString(message.Payload.Span))));
        Assert.True(scene.Client.HasSaidFarewell);
        sink.Write(Samples.Event(EventPhase.Start));
        Assert.Equal(before + 4, scene.Client.Sent.Count);
    }

    [Fact]
    public async Task An_end_that_nobody_acknowledges_is_given_up_and_what_is_lost_is_told()
    {
        var sink = scene.Begin();
        sink.Write(Samples.Event(EventPhase.Start));
        var ending = sink.CompleteAsync(CancellationToken.None).AsTask();
        await ending.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains(scene.Told, line => line.Contains("1 events could not be delivered", StringComparison.Ordinal));
    }

    [Fact]
    public void audio2mqtts_subscribers_find_what_they_know()
    {
        scene.Options = scene.Options with { Compatibility = MqttCompatibility.Audio2Mqtt };
        var sink = scene.Connected();
        sink.Write(Samples.Event(EventPhase.Start));
        scene.Client.Acknowledge();
        sink.Write(Samples.Event(EventPhase.End));
        scene.Client.Acknowledge();
        Assert.Equal(["on"], scene.Client.Of("audio_events/system/running"));
        Assert.Equal(["1.2.3"], scene.Client.Of("audio_events/system/version"));
        Assert.Equal("1.2.3", scene.Json("audio_events/system/details").GetProperty("version").GetString());
        Assert.Equal(["""{"song_name":"dog","confidence":0.8734,"timestamp":"2026-11-21 13:28:26","metadata":{"room":"hall"}}"""], scene.Client.Of("audio_events/event"));
        Assert.Equal(["dog"], scene.Client.Of("audio_events/event/last_song"));
        Assert.Equal([("audio_events/event", false), ("audio_events/event/last_song", true)], scene.Client.Sent.Where(message => message.Topic.StartsWith("audio_events/event", StringComparison.Ordinal)).Select(message => (message.Topic, message.Retain)));
    }

    // The last value counts where several come at once, so each is acknowledged before the next.
    private IReadOnlyList<string> Acknowledged(string topic)
    {
        scene.Client.Acknowledge();
        return scene.Client.Of(topic);
    }
}
