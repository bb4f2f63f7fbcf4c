using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>The contract: what others read, by name and type. A change here is a change for every subscriber.</summary>
public class EventDocumentTests
{
    private static readonly (string Name, JsonValueKind Kind)[] Fields =
    [
        ("id", JsonValueKind.String), ("event_type", JsonValueKind.String), ("phase", JsonValueKind.String), ("name", JsonValueKind.String),
        ("source", JsonValueKind.String), ("node", JsonValueKind.String), ("confidence", JsonValueKind.Number), ("peak_confidence", JsonValueKind.Number),
        ("threshold", JsonValueKind.Number), ("start", JsonValueKind.String), ("end", JsonValueKind.String), ("duration", JsonValueKind.Number),
        ("level_dbfs", JsonValueKind.Number), ("top", JsonValueKind.Array), ("model", JsonValueKind.Object), ("clip", JsonValueKind.String),
        ("metadata", JsonValueKind.Object),
    ];

    [Fact]
    public void An_event_has_these_fields_of_these_types_in_this_order() =>
        Assert.Equal(Fields, Json(Samples.Event(EventPhase.End)).EnumerateObject().Select(field => (field.Name, field.Value.ValueKind)));

    [Theory]
    [InlineData(EventPhase.Start)]
    [InlineData(EventPhase.Update)]
    public void What_goes_on_has_no_end_and_says_so_by_null(EventPhase phase)
    {
        var json = Json(Samples.Event(phase) with { Clip = null });
        Assert.Equal(JsonValueKind.Null, json.GetProperty("end").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("clip").ValueKind);
        Assert.Equal(Fields.Length, json.EnumerateObject().Count());
    }

    [Fact]
    public void An_events_values_are_written_as_documented() => Assert.Equal(
        """{"id":"door-dog-1","event_type":"dog","phase":"end","name":"dog","source":"Front door","node":"attic","confidence":0.8734,"peak_confidence":0.93"""
        + ""","threshold":0.7,"start":"2026-11-21T13:28:26.123+01:00","end":"2026-11-21T13:28:28.523+01:00","duration":2.4,"level_dbfs":-31.3"""
        + ""","top":[{"label":"dog","score":0.8734},{"label":"cat","score":0.05}],"model":{"name":"default","hash":"0123abcd"},"clip":"/clips/1.flac","metadata":{"room":"hall"}}""",
        Json(Samples.Event(EventPhase.End)).GetRawText());

    [Theory]
    [InlineData(EventPhase.Start, "start")]
    [InlineData(EventPhase.Update, "update")]
    [InlineData(EventPhase.End, "end")]
    public void A_phase_is_one_of_three_words(EventPhase phase, string word) => Assert.Equal(word, Json(Samples.Event(phase)).GetProperty("phase").GetString());

    [Fact]
    public void Numbers_that_JSON_cannot_hold_become_the_lowest()
    {
        var json = Json(Samples.Event(EventPhase.Start) with { LevelDbfs = float.NegativeInfinity, Confidence = float.NaN });
        Assert.Equal(-150, json.GetProperty("level_dbfs").GetDouble());
        Assert.Equal(0, json.GetProperty("confidence").GetDouble());
    }

    [Fact]
    public void Letters_of_other_scripts_stay_readable() =>
        Assert.Contains("\"name\":\"Türklingel 狗\"", Json(Samples.Event(EventPhase.Start, "Türklingel 狗")).GetRawText(), StringComparison.Ordinal);

    private static JsonElement Json(SoundEvent soundEvent) => JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(
        EventDocument.Of(soundEvent, Slugs.Of(soundEvent.Sound, "sound"), "attic"), SinkJson.Plain.EventDocument)).RootElement;
}
