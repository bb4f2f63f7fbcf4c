using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>How a listener works, whatever its sources.</summary>
public sealed record ListenerOptions
{
    /// <summary>Threads that run the network, 1 to 256. Default one for each processor, but no more than there are sources.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int? Workers
    {
        get;
        init => field = value is null or (>= 1 and <= 256) ? value : throw new ArgumentOutOfRangeException(nameof(Workers), value, "must be in [1, 256]");
    }

    /// <summary>How long a live source may give nothing before it is closed and opened anew. Default 10 s: a camera may pause for a few.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan StallTimeout
    {
        get;
        init => field = Positive(value, nameof(StallTimeout));
    } = TimeSpan.FromSeconds(10);

    /// <summary>How long opening a source may take. Default 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan OpenTimeout
    {
        get;
        init => field = Positive(value, nameof(OpenTimeout));
    } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a lost source is opened again, doubled at each failure. Default 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan FirstWait
    {
        get;
        init => field = Positive(value, nameof(FirstWait));
    } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a lost source is opened again. Default 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan LongestWait
    {
        get;
        init => field = Positive(value, nameof(LongestWait));
    } = TimeSpan.FromSeconds(30);

    /// <summary>How long sinks get to finish when listening ends. Default 1.2 s: the program promises to be gone in 2 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public TimeSpan CompletionTimeout
    {
        get;
        init => field = Positive(value, nameof(CompletionTimeout));
    } = TimeSpan.FromSeconds(1.2);

    /// <summary>The network that hears speech in clips, borrowed; needed where a source's <see cref="ClipOptions.NoSpeech"/> is on.</summary>
    public Yamnet? SpeechNetwork { get; init; }

    private static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "must be above 0");
}
