using System.Text;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public sealed class DiscoveryTests : IDisposable
{
    private const string DoorTopic = "homeassistant/device/a2m_attic_Front_door/config";

    private readonly SinkScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public void Every_discovery_message_keeps_Home_Assistants_rules()
    {
        var odd = new SourceInfo("狗's \"yard\"", "x", ["all", "a b", "a/b", "A-B", "狗", "Smoke detector, smoke alarm", "event", "status"], "m", null);
        var sink = scene.Connected(Samples.Door, Samples.Yard, odd);
        sink.Write(Samples.Event(EventPhase.Start));
        var validator = new DiscoveryValidator();
        var messages = scene.Client.Sent.Where(message => message.Topic.EndsWith("/config", StringComparison.Ordinal)).ToList();
        foreach (var message in messages) validator.Check(message.Topic, Encoding.UTF8.GetString(message.Payload.Span));
        Assert.Empty(validator.Offences);
        Assert.Equal(4, messages.Count);
        Assert.All(messages, message => Assert.True(message.Retain));
    }

    [Fact]
    public void All_of_YAMNets_classes_keep_the_rules_too()
    {
        var classes = Enumerable.Range(0, 521).Select(k => $"Class {k}, with (brackets)").ToList();
        _ = scene.Connected(Samples.Door with { Sounds = classes });
        var validator = new DiscoveryValidator();
        validator.Check(DoorTopic, scene.Client.Of(DoorTopic)[^1]);
        Assert.Empty(validator.Offences);
        Assert.Equal(521, scene.Json(DoorTopic).GetProperty("cmps").GetProperty("event").GetProperty("event_types").GetArrayLength());
    }

    [Fact]
    public void The_validator_sees_what_is_wrong()
    {
        var validator = new DiscoveryValidator();
        validator.Check("homeassistant/device/a/config", """
            {"dev":{"name":"x"},"o":{"name":"a","sw":"1","url":"https://a"},"cmps":{
            "a":{"p":"sensor","name":"A","unique_id":"1","default_entity_id":"sensor.a","state_topic":"a","device_class":"sound_pressure","unit_of_measurement":"dBFS"},
            "b":{"p":"sensor","name":"B","unique_id":"1","default_entity_id":"switch.b","object_id":"b","state_topic":"a/#"},
            "c":{"p":"event","name":"C","unique_id":"2","default_entity_id":"event.c","state_topic":"a","event_types":[]},
            "d":{"p":"switch","name":"D","unique_id":"3","default_entity_id":"switch.d","state_topic":"a"},
            "e":{"p":"binary_sensor"}}}
            """);
        Assert.Equal(8, validator.Offences.Count);
    }

    [Fact]
    public void A_sources_device_has_these_parts()
    {
        _ = scene.Connected(Samples.Door);
        var json = scene.Json(DoorTopic);
        Assert.Equal(["dev", "o", "availability", "availability_mode", "qos", "cmps"], json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            """{"ids":["a2m_attic_Front_door"],"name":"attic Front door","mf":"Audio2Mqtt.Torch","mdl":"default","sw":"1.2.3","via_device":"a2m_attic"}""",
            json.GetProperty("dev").GetRawText());
        Assert.Equal("""[{"topic":"a2m/attic/status"},{"topic":"a2m/attic/Front_door/status","value_template":"{{ 'online' if value == 'online' else 'offline' }}"}]""", json.GetProperty("availability").GetRawText());
        Assert.Equal("all", json.GetProperty("availability_mode").GetString());
        Assert.Equal(
            ["sound_dog", "sound_Door_bell", "any", "event", "last", "confidence", "level", "status", "model", "enabled"],
            json.GetProperty("cmps").EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("sound_dog", """{"p":"binary_sensor","name":"dog","unique_id":"a2m_attic_Front_door_sound_dog","default_entity_id":"binary_sensor.attic_front_door_sound_dog","state_topic":"a2m/attic/Front_door/sound/dog","payload_on":"ON","payload_off":"OFF","json_attributes_topic":"a2m/attic/Front_door/sound/dog/attributes","device_class":"sound"}""")]
    [InlineData("event", """{"p":"event","name":"Event","unique_id":"a2m_attic_Front_door_event","default_entity_id":"event.attic_front_door_event","state_topic":"a2m/attic/Front_door/event","value_template":"{{ value if value_json.phase == 'start' else '' }}","event_types":["Door_bell","dog"],"icon":"mdi:ear-hearing"}""")]
    [InlineData("level", """{"p":"sensor","name":"Level","unique_id":"a2m_attic_Front_door_level","default_entity_id":"sensor.attic_front_door_level","state_topic":"a2m/attic/Front_door/level","value_template":"{{ value_json.dbfs }}","state_class":"measurement","unit_of_measurement":"dBFS","suggested_display_precision":1,"expire_after":30,"icon":"mdi:volume-medium"}""")]
    [InlineData("enabled", """{"p":"switch","name":"Listening","unique_id":"a2m_attic_Front_door_enabled","default_entity_id":"switch.attic_front_door_enabled","state_topic":"a2m/attic/Front_door/enabled/state","command_topic":"a2m/attic/Front_door/enabled/set","payload_on":"ON","payload_off":"OFF","icon":"mdi:microphone","availability":[{"topic":"a2m/attic/status"}]}""")]
    public void A_component_is_written_like_this(string key, string expected)
    {
        _ = scene.Connected(Samples.Door);
        Assert.Equal(expected, scene.Json(DoorTopic).GetProperty("cmps").GetProperty(key).GetRawText());
    }

    [Theory]
    [InlineData("Smoke detector, smoke alarm", "smoke")]
    [InlineData("water_leak", "moisture")]
    [InlineData("Shatter", "safety")]
    [InlineData("Fireworks", "sound")]
    [InlineData("leaf blower", "sound")]
    public void A_sound_is_of_the_class_that_its_name_says(string sound, string expected)
    {
        _ = scene.Connected(Samples.Door with { Sounds = [sound] });
        Assert.Equal(expected, scene.Json(DoorTopic).GetProperty("cmps").EnumerateObject().First().Value.GetProperty("device_class").GetString());
    }

    [Fact]
    public void A_sound_that_is_no_longer_listened_for_is_taken_out_once_and_its_topics_are_emptied()
    {
        _ = scene.Connected(Samples.Door);
        _ = scene.Begin(Samples.Door with { Sounds = ["dog"] });
        scene.Client.Connect();
        var messages = scene.Client.Of(DoorTopic);
        Assert.Equal(2, messages.Count);
        Assert.Equal("""{"p":"binary_sensor"}""", JsonDocument.Parse(messages[0]).RootElement.GetProperty("cmps").GetProperty("sound_Door_bell").GetRawText());
        Assert.DoesNotContain("Door_bell", messages[1], StringComparison.Ordinal);
        Assert.Equal([""], scene.Client.Of("a2m/attic/Front_door/sound/Door_bell"));
        Assert.Equal([""], scene.Client.Of("a2m/attic/Front_door/sound/Door_bell/attributes"));

        _ = scene.Connected(Samples.Door with { Sounds = ["dog"] });
        Assert.Single(scene.Client.Of(DoorTopic));
        Assert.Empty(scene.Client.Of("a2m/attic/Front_door/sound/Door_bell"));
    }

    [Fact]
    public void A_removal_that_the_broker_was_not_there_for_is_done_in_a_later_run()
    {
        _ = scene.Connected(Samples.Door);
        _ = scene.Begin(Samples.Door with { Sounds = ["dog"] });
        _ = scene.Connected(Samples.Door with { Sounds = ["dog"] });
        Assert.Equal(2, scene.Client.Of(DoorTopic).Count);
    }

    [Fact]
    public void A_source_that_is_gone_takes_its_device_and_its_topics_with_it()
    {
        _ = scene.Connected(Samples.Door, Samples.Yard);
        _ = scene.Connected(Samples.Yard);
        Assert.Equal([""], scene.Client.Of(DoorTopic));
        Assert.Equal([""], scene.Client.Of("a2m/attic/Front_door/status"));
        Assert.Equal([""], scene.Client.Of("a2m/attic/Front_door/last"));
        Assert.NotEqual([""], scene.Client.Of("homeassistant/device/a2m_attic_yard/config"));
    }

    [Fact]
    public void Without_Home_Assistant_nothing_is_told_to_it_and_what_was_told_is_taken_back()
    {
        _ = scene.Connected(Samples.Door);
        scene.Options = scene.Options with { HomeAssistant = false };
        _ = scene.Connected(Samples.Door);
        Assert.Equal([""], scene.Client.Of(DoorTopic));
        Assert.Equal([""], scene.Client.Of("homeassistant/device/a2m_attic/config"));
        Assert.DoesNotContain("homeassistant/status", scene.Client.Filters);
        _ = scene.Connected(Samples.Door);
        Assert.DoesNotContain(scene.Client.Sent, message => message.Topic.StartsWith("homeassistant", StringComparison.Ordinal));
    }
}
