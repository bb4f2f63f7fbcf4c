using System.Diagnostics;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Xunit;
using Xunit.Abstractions;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

public class BrokerFailureTests(ITestOutputHelper output)
{
    private const string Door = "a2m/attic/Front_door";

    [BrokerFact]
    public async Task My_broker_may_start_later_than_I_do()
    {
        var port = Broker.FreePort();
        using var scene = new Scene();
        var sink = scene.Sink(scene.Options(port));
        for (var k = 0; k < 30; k++) sink.Write(scene.Event(EventPhase.Start, id: $"{k}"));
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("cannot be reached", StringComparison.Ordinal)));
        using var broker = new Broker(port: port);
        await using var subscriber = await Subscriber.ToAsync(scene.Options(port), "a2m/#");
        await subscriber.UntilAsync($"{Door}/sound/dog", "ON");
        await subscriber.UntilAsync("a2m/attic/status", "online");
        await sink.CompleteAsync(CancellationToken.None);
        Assert.Single(scene.Told, line => line.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [BrokerFact]
    public async Task My_broker_may_be_killed_twenty_times_and_I_get_every_event_in_order()
    {
        const int kills = 20;
        const int eventsPerKill = 100;
        using var broker = new Broker(saves: true);
        using var gateway = new Gateway(broker.Port);
        using var scene = new Scene();

        // Quality of service 0: the broker hands a message on before it acknowledges it, and keeps nothing that a kill could lose.
        await using var subscriber = await Subscriber.ToAsync(scene.Options(broker), "a2m/#", qos: 0);
        var sink = scene.Sink(scene.Options(gateway.Port));
        await subscriber.UntilAsync("a2m/attic/status", "online");
        var sent = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var killing = Task.Run(() =>
            {
                Waiting.Until(() => Volatile.Read(ref sent) % eventsPerKill > eventsPerKill / 3);
                gateway.IsOpen = false;
                broker.Kill();
            });
            for (var k = 0; k < eventsPerKill; k++)
            {
                sink.Write(scene.Event(k % 2 == 0 ? EventPhase.Start : EventPhase.End, id: $"{sent}"));
                Interlocked.Increment(ref sent);

                // A third of them before the kill, as fast as the broker takes them; the others while it dies and is dead.
                if (k == eventsPerKill / 2) await killing;
            }

            await killing;
            broker.Start();
            await subscriber.HoldsAsync();
            gateway.IsOpen = true;
            var last = $"\"id\":\"{sent - 1}\"";
            await subscriber.UntilAsync(() => subscriber.Of($"{Door}/event") is [.., var text] && text.Contains(last, StringComparison.Ordinal), $"event {sent - 1}");
        }

        var ids = subscriber.Of($"{Door}/event").Select(text => int.Parse(JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!)).ToList();
        var doubles = ids.Count - ids.Distinct().Count();
        output.WriteLine($"{ids.Count} messages, {doubles} twice");
        Assert.Equal(Enumerable.Range(0, kills * eventsPerKill), ids.Distinct());

        // A message that the broker handed on and had no time to acknowledge cannot be told from one that it never got: at most the one on its way at each kill.
        Assert.InRange(doubles, 0, kills);
        await subscriber.UntilAsync($"{Door}/sound/dog", "OFF");
        await sink.CompleteAsync(CancellationToken.None);
        await subscriber.UntilAsync("a2m/attic/status", "offline");
    }

    [BrokerFact]
    public async Task My_network_may_break_twenty_times_and_I_get_every_event_in_order()
    {
        const int cuts = 20;
        const int eventsPerCut = 100;
        using var broker = new Broker();
        using var gateway = new Gateway(broker.Port);
        using var scene = new Scene();
        await using var subscriber = await Subscriber.ToAsync(scene.Options(broker), "a2m/#");
        var sink = scene.Sink(scene.Options(gateway.Port));
        await subscriber.UntilAsync("a2m/attic/status", "online");
        for (var cut = 0; cut < cuts; cut++)
        {
            for (var k = 0; k < eventsPerCut; k++) sink.Write(scene.Event(k % 2 == 0 ? EventPhase.Start : EventPhase.End, id: $"{(cut * eventsPerCut) + k}"));
            var middle = $"\"id\":\"{(cut * eventsPerCut) + (eventsPerCut / 2)}\"";
            await subscriber.UntilAsync(() => subscriber.Of($"{Door}/event").Any(text => text.Contains(middle, StringComparison.Ordinal)), middle);
            gateway.Cut();
        }

        var last = $"\"id\":\"{(cuts * eventsPerCut) - 1}\"";
        await subscriber.UntilAsync(() => subscriber.Of($"{Door}/event").Any(text => text.Contains(last, StringComparison.Ordinal)), last);
        var ids = subscriber.Of($"{Door}/event").Select(text => int.Parse(JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!)).ToList();
        var doubles = ids.Count - ids.Distinct().Count();
        output.WriteLine($"{ids.Count} messages, {doubles} twice");
        Assert.Equal(Enumerable.Range(0, cuts * eventsPerCut), ids.Distinct());
        Assert.InRange(doubles, 0, cuts);
        await subscriber.UntilAsync($"{Door}/sound/dog", "OFF");
        await sink.CompleteAsync(CancellationToken.None);
    }

    [BrokerFact]
    public async Task A_broker_that_hangs_holds_neither_events_nor_the_end_up()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        var sink = scene.Sink(scene.Options(broker) with { KeepAlive = TimeSpan.FromSeconds(5) });
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("connected", StringComparison.Ordinal)));
        broker.Pause();
        try
        {
            var begin = Stopwatch.StartNew();
            for (var k = 0; k < 5000; k++) sink.Write(scene.Event(EventPhase.Start, id: $"{k}"));
            var writing = begin.Elapsed;
            begin.Restart();
            await sink.CompleteAsync(CancellationToken.None);
            output.WriteLine($"5000 writes in {writing.TotalMilliseconds:0} ms, the end in {begin.ElapsedMilliseconds} ms");

            // 0.1 ms each is what they take with a broker that answers.
            Assert.InRange(writing.TotalSeconds, 0, 3);
            Assert.InRange(begin.Elapsed.TotalSeconds, 0, 2);
            Assert.Contains(scene.Told, line => line.Contains("dropped", StringComparison.Ordinal));
            Assert.Contains(scene.Told, line => line.Contains("could not be delivered", StringComparison.Ordinal));
        }
        finally
        {
            broker.Resume();
        }
    }

    [BrokerFact]
    public async Task A_broker_that_hangs_is_noticed_and_gets_everything_when_it_goes_on()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        await using var subscriber = await Subscriber.ToAsync(scene.Options(broker), "a2m/#");
        var sink = scene.Sink(scene.Options(broker) with { KeepAlive = TimeSpan.FromSeconds(5) });
        await subscriber.UntilAsync("a2m/attic/status", "online");
        broker.Pause();
        try
        {
            for (var k = 0; k < 100; k++) sink.Write(scene.Event(EventPhase.Start, id: $"{k}"));
            await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("does not answer", StringComparison.Ordinal)));
        }
        finally
        {
            broker.Resume();
        }

        await subscriber.UntilAsync(() => subscriber.Of($"{Door}/event").Any(text => text.Contains("\"id\":\"99\"", StringComparison.Ordinal)), "the last event");
        var ids = subscriber.Of($"{Door}/event").Select(text => JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()).ToList();
        output.WriteLine($"{ids.Count} messages for 100 events");
        Assert.Equal(Enumerable.Range(0, 100).Select(k => $"{k}"), ids.Distinct());
        await subscriber.UntilAsync("a2m/attic/status", "online");
        await sink.CompleteAsync(CancellationToken.None);
    }
}
