namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// What is to be told, in order. An event leaves when the broker has acknowledged it; those on their way when a connection breaks are sent again, before all
/// others. Of a state only the last value counts, and a new connection gets all states. A few messages are on their way at a time, and each number belongs to
/// one connection; of events only one, so that no more than one is in doubt when a connection breaks. No thread and no network of its own: its user holds a lock.
/// </summary>
/// <param name="capacity">Events that may wait; above it the oldest goes.</param>
internal sealed class Outbox(int capacity)
{
    // Enough to fill a slow line; below the 20 that libmosquitto sends by itself.
    private const int Window = 16;

    private readonly LinkedList<Entry> line = new();
    private readonly OrderedDictionary<string, byte[]> states = [];
    private readonly HashSet<string> waitingStates = [];
    private readonly SortedDictionary<int, Entry> flying = [];
    private readonly Dictionary<int, int> numbers = [];
    private int sent;
    private int waitingEvents;
    private int flyingEvents;
    private bool isConnected;

    /// <summary>Events that were dropped for lack of room.</summary>
    public long Dropped { get; private set; }

    /// <summary>Events that the broker has not acknowledged.</summary>
    public int UnsentEvents => waitingEvents + flyingEvents;

    /// <summary>Whether everything has been told.</summary>
    public bool IsEmpty => line.Count == 0 && flying.Count == 0;

    /// <summary>Whether nothing waits for its turn.</summary>
    public bool IsIdle => line.Count == 0;

    /// <summary>Topics whose last value the broker keeps.</summary>
    public IEnumerable<string> StateTopics => states.Keys;

    /// <summary>Adds an event behind all others.</summary>
    public void Add(MqttMessage message)
    {
        while (waitingEvents >= capacity) DropOldest();
        line.AddLast(new Entry(message.Topic, message));
        waitingEvents++;
    }

    /// <summary>Adds a message for this connection only, before all states and events.</summary>
    public void AddFirst(MqttMessage message) => line.AddFirst(new Entry(message.Topic, message) { IsOfConnection = true });

    /// <summary>Sets what the broker keeps under a topic.</summary>
    public void Set(string topic, byte[] payload)
    {
        states[topic] = payload;
        if (isConnected && waitingStates.Add(topic)) line.AddLast(new Entry(topic, null));
    }

    /// <summary>A connection is there: all states go first, in the order in which they were first set.</summary>
    public void Connect()
    {
        isConnected = true;
        SendStates();
    }

    /// <summary>Sends all states again, before what waits.</summary>
    public void SendStates()
    {
        LinkedListNode<Entry>? last = null;
        foreach (var topic in states.Keys)
        {
            if (!waitingStates.Add(topic)) continue;
            last = last is null ? line.AddFirst(new Entry(topic, null)) : line.AddAfter(last, new Entry(topic, null));
        }
    }

    /// <summary>The connection is gone: its events come back to the front, its states wait for the next one.</summary>
    public void Disconnect()
    {
        isConnected = false;
        waitingStates.Clear();
        for (var node = line.First; node is not null;)
        {
            var next = node.Next;
            if (!node.Value.IsEvent) line.Remove(node);
            node = next;
        }

        foreach (var entry in flying.Values.Reverse().Where(entry => entry.IsEvent)) line.AddFirst(entry);
        waitingEvents += flyingEvents;
        flyingEvents = 0;
        flying.Clear();
        numbers.Clear();
    }

    /// <summary>What is to be sent now; null where nothing is, or enough is on its way.</summary>
    public MqttMessage? Next()
    {
        if (!isConnected || flying.Count >= Window || line.First is not { } first || (first.Value.IsEvent && flyingEvents > 0)) return null;
        return first.Value.Message ?? new MqttMessage(first.Value.Topic, states[first.Value.Topic], Retain: true);
    }

    /// <summary>What <see cref="Next"/> gave is on its way.</summary>
    public void Sent(int number)
    {
        var entry = Take();
        if (entry.IsEvent) flyingEvents++;
        flying[++sent] = entry;
        numbers[number] = sent;
    }

    /// <summary>What <see cref="Next"/> gave can never be sent: it is let go.</summary>
    public void Skip() => Take();

    /// <summary>The broker is done with a message; null where the number is of none.</summary>
    /// <returns>Its topic.</returns>
    public string? Acknowledge(int number)
    {
        if (!numbers.Remove(number, out var order) || !flying.Remove(order, out var entry)) return null;
        if (entry.IsEvent) flyingEvents--;
        return entry.Topic;
    }

    private Entry Take()
    {
        var entry = line.First!.Value;
        line.RemoveFirst();
        if (entry.Message is null) waitingStates.Remove(entry.Topic);
        if (entry.IsEvent) waitingEvents--;
        return entry;
    }

    private void DropOldest()
    {
        for (var node = line.First; node is not null; node = node.Next)
        {
            if (!node.Value.IsEvent) continue;
            line.Remove(node);
            waitingEvents--;
            Dropped++;
            return;
        }
    }

    /// <param name="Topic">Where it goes.</param>
    /// <param name="Message">The event; null for a state, whose value is looked up when it is sent.</param>
    private sealed record Entry(string Topic, MqttMessage? Message)
    {
        /// <summary>Whether it is of no use to the next connection.</summary>
        public bool IsOfConnection { get; init; }

        public bool IsEvent => Message is not null && !IsOfConnection;
    }
}
