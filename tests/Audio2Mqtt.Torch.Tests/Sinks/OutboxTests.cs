using System.Text;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public class OutboxTests
{
    private readonly Outbox outbox = new(capacity: 100);
    private int number;

    [Fact]
    public void Nothing_goes_without_a_connection()
    {
        outbox.Add(Event(1));
        outbox.Set("state", [1]);
        Assert.Null(outbox.Next());
    }

    [Fact]
    public void A_connection_gets_all_states_and_then_the_events_that_wait()
    {
        outbox.Add(Event(1));
        outbox.Set("b", [1]);
        outbox.Set("a", [1]);
        outbox.Add(Event(2));
        outbox.Connect();
        Assert.Equal(["b", "a", "1", "2"], FlushAll());
    }

    [Fact]
    public void Of_a_state_only_the_last_value_is_sent()
    {
        outbox.Connect();
        outbox.Set("a", [1]);
        outbox.Set("a", [2]);
        Assert.Equal([2], outbox.Next()!.Payload.ToArray());
        Assert.True(outbox.Next()!.Retain);
        Assert.Equal(["a"], Flush());
    }

    [Fact]
    public void Only_a_few_messages_are_on_their_way_until_one_is_acknowledged()
    {
        outbox.Connect();
        for (var k = 0; k < 50; k++) outbox.Set($"{k}", [1]);
        Assert.Equal(16, Flush().Count);
        Assert.Equal("0", outbox.Acknowledge(1));
        Assert.Equal(["16"], Flush());
    }

    [Fact]
    public void An_event_waits_until_the_one_before_it_is_acknowledged_so_that_only_one_is_ever_in_doubt()
    {
        outbox.Connect();
        outbox.Add(Event(0));
        outbox.Set("a", [1]);
        outbox.Add(Event(1));
        outbox.Set("b", [1]);
        Assert.Equal(["0", "a"], Flush());
        outbox.Acknowledge(2);
        Assert.Empty(Flush());
        outbox.Acknowledge(1);
        Assert.Equal(["1", "b"], Flush());
    }

    [Fact]
    public void Events_on_their_way_when_a_connection_breaks_are_sent_again_before_the_others_and_in_order()
    {
        outbox.Connect();
        for (var k = 0; k < 20; k++) outbox.Add(Event(k));
        Assert.Equal(["0"], Flush());
        outbox.Acknowledge(1);
        Assert.Equal(["1"], Flush());
        outbox.Disconnect();
        outbox.Add(Event(20));
        Assert.Equal(20, outbox.UnsentEvents);
        outbox.Connect();
        Assert.Equal([.. Enumerable.Range(1, 20).Select(k => $"{k}")], FlushAll());
    }

    [Fact]
    public void A_number_of_an_earlier_connection_is_of_no_message()
    {
        outbox.Connect();
        outbox.Add(Event(1));
        Flush();
        outbox.Disconnect();
        outbox.Connect();
        Assert.Null(outbox.Acknowledge(1));
        Assert.False(outbox.IsEmpty);
    }

    [Fact]
    public void Above_its_capacity_the_oldest_events_go_and_are_counted_and_states_stay()
    {
        outbox.Set("state", [1]);
        for (var k = 0; k < 130; k++) outbox.Add(Event(k));
        Assert.Equal(30, outbox.Dropped);
        outbox.Connect();
        Assert.Equal(["state", "30", "31"], FlushAll().Take(3));
    }

    [Fact]
    public void Every_event_arrives_once_and_in_order_through_connections_that_break_at_random()
    {
        var random = new Random(7);
        var small = new Outbox(10_000);
        List<string> taken = [];
        Queue<(int Number, string Topic)> wire = new();
        var next = 0;
        for (var step = 0; step < 20_000 || taken.Count < next; step++)
        {
            var choice = step < 20_000 ? random.Next(10) : 2 + random.Next(7);
            if (choice < 2) small.Add(Event(next++));
            else if (choice < 5 && small.Next() is { } message)
            {
                small.Sent(++number);
                wire.Enqueue((number, message.Topic));
            }
            else if (choice < 8 && wire.TryDequeue(out var arrived))
            {
                // The broker takes it, and its acknowledgement arrives.
                taken.Add(arrived.Topic);
                small.Acknowledge(arrived.Number);
            }
            else if (choice == 8) small.Connect();
            else if (choice == 9 && random.Next(10) == 0)
            {
                small.Disconnect();
                wire.Clear();
            }
        }

        Assert.Equal(Enumerable.Range(0, next).Select(k => $"{k}"), taken);
        Assert.True(small.IsEmpty);
        Assert.Equal(0, small.UnsentEvents);
    }

    private static MqttMessage Event(int k) => new($"{k}", Encoding.UTF8.GetBytes($"{k}"));

    // Each acknowledged at once.
    private List<string> FlushAll()
    {
        List<string> topics = [];
        while (Flush() is { Count: > 0 } some)
        {
            topics.AddRange(some);
            for (var k = number - some.Count + 1; k <= number; k++) outbox.Acknowledge(k);
        }

        return topics;
    }

    private List<string> Flush()
    {
        List<string> topics = [];
        while (outbox.Next() is { } message)
        {
            topics.Add(message.Topic);
            outbox.Sent(++number);
        }

        return topics;
    }
}
