namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What the whole program may have: under <c>listen</c>, beside what all sources share.</summary>
internal static class ListenKeys
{
    public static readonly Key<string> JsonLines = new(
        "jsonl", new PathKind("FILE|-", "-"), "Write each event as a line of JSON to a file, or - for standard output")
    { Option = "--jsonl" };

    public static readonly Key<bool> Live = new("live", new FlagKind(), "A view of levels and classes in the terminal, to tune by", false)
    { Option = "--live", OptionValue = "true" };

    public static readonly Key<bool> Verbose = new("verbose", new FlagKind(), "Tell about each patch too", false)
    { Option = "--verbose", OptionValue = "true" };

    public static readonly Key<TimeSpan> Duration = new(
        "duration", new DurationKind(TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1000)), "Stop after so long")
    { Option = "--duration", DefaultWords = "never" };

    public static readonly Key<int> Workers = new("workers", new WholeKind(1, 256), "Threads that run the network")
    { Option = "--workers", DefaultWords = "one a core, at most one a source" };

    public static readonly Key<TimeSpan> StallTimeout = new(
        "stall_timeout", new DurationKind(1, 3600), "A live source that gives nothing for so long is opened anew", TimeSpan.FromSeconds(10));

    public static readonly Key<TimeSpan> LongestWait = new(
        "longest_wait", new DurationKind(1, 3600), "The longest wait before a lost source is opened again", TimeSpan.FromSeconds(30));

    public static readonly Section Section = new("listen", [.. SourceKeys.Shared, JsonLines, Live, Verbose, Duration, Workers, StallTimeout, LongestWait]);
}
