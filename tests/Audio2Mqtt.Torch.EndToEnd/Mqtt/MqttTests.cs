using System.Diagnostics;
using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

public class MqttTests
{
    [BrokerFact]
    public async Task I_see_an_event_begin_and_end_at_my_broker()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        var options = scene.Options(broker);
        await using var subscriber = await Subscriber.ToAsync(options, "a2m/#");
        var sink = scene.Sink(options);
        await subscriber.UntilAsync("a2m/attic/status", "online");
        sink.Write(new SourceStatus("Front door", SourceState.Online, null, DateTimeOffset.UnixEpoch));
        sink.Write(scene.Event(EventPhase.Start, id: "one"));
        await subscriber.UntilAsync("a2m/attic/Front_door/sound/dog", "ON");
        sink.Write(scene.Event(EventPhase.End, id: "one"));
        await subscriber.UntilAsync("a2m/attic/Front_door/sound/all", "OFF");
        var begin = Stopwatch.StartNew();
        await sink.CompleteAsync(CancellationToken.None);
        Assert.InRange(begin.Elapsed.TotalSeconds, 0, 1);
        await subscriber.UntilAsync("a2m/attic/status", "offline");

        Assert.Equal(2, subscriber.Of("a2m/attic/Front_door/event").Count);
        Assert.Equal(["offline", "online", "offline"], subscriber.Of("a2m/attic/Front_door/status"));
        Assert.Contains("MQTT 5", scene.Told.First());
        await using var late = await Subscriber.ToAsync(options, "a2m/#");
        await late.UntilAsync("a2m/attic/status", "offline");
        Assert.All(late.Messages.Where(message => message.Topic.StartsWith("a2m/", StringComparison.Ordinal)), message => Assert.True(message.Retain));
        Assert.Empty(late.Of("a2m/attic/Front_door/event"));
    }
}
