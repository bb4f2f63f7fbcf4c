using System.Globalization;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Streaming;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>What is said before and after listening, in audio2mqtt's words.</summary>
/// <param name="output">Takes the lines.</param>
/// <param name="plan">What was asked for.</param>
/// <param name="sources">What is listened to.</param>
internal sealed class ListenText(TextWriter output, ListenPlan plan, IReadOnlyList<ListeningSource> sources)
{
    /// <summary>More sounds than that are counted.</summary>
    private const int MostNamed = 8;

    /// <summary>Of more sources than that only the names are told.</summary>
    private const int MostDescribed = 8;

    private int isStopping;

    public void Begin()
    {
        foreach (var source in sources)
        {
            Line($"Listening to: {source.Name} ({source.Capture.Description})");
            if (sources.Count > MostDescribed) continue;
            Line($"  Model: {source.Model.Name}, {Sounds(source)}");
            Line($"  Window: {source.Model.Patch.WindowSamples / (double)SampleRate:0.###} s, hop: {HopSeconds(source):0.###} s, smoothing: {source.Detection.SmoothingPatches}, confirmation: {source.Detection.Confirm}");
            if (source.Preparation is { IsNone: false } preparation)
                Line($"  Sound: {preparation}{(preparation.Denoise && source.Capture.IsLive ? "; its first five seconds are judged together" : "")}");
            Line($"  Energy threshold: {Gate(source.Gate)}");
        }

        Line($"Sample rate: {SampleRate} Hz");
        if (plan.Mqtt is { } mqtt) Line($"MQTT: {mqtt.Address}, topics: {mqtt.BaseTopic}/{mqtt.Node}");
        if (plan.Clips is { } clips) Line($"Clips: {clips.Folder}");
        Line("Press Ctrl+C to stop");
    }

    /// <summary>Somebody said stop.</summary>
    public void Stopping()
    {
        if (Interlocked.Exchange(ref isStopping, 1) == 0) Line("Stopping listener...");
    }

    public void End(IReadOnlyList<SourceStatistics> statistics, long undelivered)
    {
        Line("Statistics:");
        Write(Sum(statistics));
        if (undelivered > 0) Line($"  Not delivered: {undelivered}");
        if (statistics.Count > 1)
        {
            foreach (var one in statistics)
            {
                Line($"Statistics of {one.Source}:");
                Write(one);
            }
        }

        Line("Goodbye!");
    }

    private const int SampleRate = 16_000;

    private static SourceStatistics Sum(IReadOnlyList<SourceStatistics> all) => new(
        "", all.Sum(one => one.TotalChunks), all.Sum(one => one.ProcessedChunks), all.Sum(one => one.SkippedSilent), all.Sum(one => one.Dropped), all.Sum(one => one.Detections),
        all.Sum(one => one.Reopened), all.Sum(one => one.LostSamples), TimeSpan.FromTicks(all.Sum(one => one.Listened.Ticks)));

    private static string Gate(EnergyGateOptions gate) => gate.Adaptive ? $"{Number(gate.MarginDb)} dB above the noise floor" : gate.ThresholdDbfs is { } level ? $"{Number(level)} dBFS" : "off";

    private static string Sounds(ListeningSource source)
    {
        var sounds = source.Sounds;
        if (sounds.Count <= MostNamed) return string.Join(", ", sounds.Select(sound => $"{sound.Name} from {Number(sound.StartThreshold)}"));
        var (low, high) = (sounds.Min(sound => sound.StartThreshold), sounds.Max(sound => sound.StartThreshold));
        return $"{sounds.Count} sounds from {Number(low)}{(high > low ? $" to {Number(high)}" : "")}";
    }

    // A patch's frames are 10 ms apart.
    private static double HopSeconds(ListeningSource source) => source.Hop?.TotalSeconds ?? source.Model.Patch.HopFrames / 100.0;

    private static string Number(float value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private void Write(SourceStatistics one)
    {
        Line($"  Total chunks: {one.TotalChunks}");
        Line($"  Processed chunks: {one.ProcessedChunks}");
        Line($"  Skipped (silent): {one.SkippedSilent}");
        Line($"  Total detections: {one.Detections}");
        if (one.Dropped > 0) Line($"  Dropped (too slow): {one.Dropped}");
        if (one.Reopened > 0) Line($"  Reopened: {one.Reopened}");
        if (one.LostSamples > 0) Line($"  Lost by the source: {Number(one.LostSamples / (float)SampleRate)} s");
    }

    private void Line(string text) => output.WriteLine(text);
}
