using System.Globalization;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Tells a person at a terminal, in audio2mqtt's words.</summary>
public sealed class ConsoleSink : IEventSink
{
    private readonly TextWriter output;
    private readonly TextWriter messages;
    private readonly bool verbose;
    private readonly Func<string, string, float?> thresholdOf;
    private bool areSeveral;

    /// <summary>A sink over two writers, which stay the caller's.</summary>
    /// <param name="output">Takes a line for each event.</param>
    /// <param name="messages">Takes what is no result: sources that come and go and, in a verbose run, what was thought of each patch.</param>
    /// <param name="verbose">Whether each patch and each event's end are told too.</param>
    /// <param name="thresholdOf">The score that a sound of a source has to reach, by the names of both; null where it is not known.</param>
    public ConsoleSink(TextWriter output, TextWriter messages, bool verbose, Func<string, string, float?>? thresholdOf = null)
    {
        (this.output, this.messages, this.verbose) = (output, messages, verbose);
        this.thresholdOf = thresholdOf ?? ((_, _) => null);
    }

    /// <inheritdoc/>
    public bool WantsReports => verbose;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) => areSeveral = sources.Count > 1;

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent)
    {
        var sound = soundEvent.Sound;
        if (soundEvent.Phase == EventPhase.Start)
            Line(output, $"[{Second(soundEvent.Start)}] {Source(soundEvent.Source)}Event detected: {sound} (confidence: {soundEvent.Confidence:0.00})");
        else if (soundEvent.Phase == EventPhase.End && verbose)
            Line(output, $"[{Second(soundEvent.End)}] {Source(soundEvent.Source)}Event ended: {sound} (duration: {soundEvent.Duration.TotalSeconds:0.0} s, peak confidence: {soundEvent.PeakConfidence:0.00})");
    }

    /// <inheritdoc/>
    public void Write(SourceStatus status)
    {
        var state = status.State switch { SourceState.Online => "online", SourceState.Disabled => "switched off", _ => "offline" };
        Line(messages, $"[{Second(status.At)}] {status.Source}: {state}{(status.Reason is { } reason ? $" ({reason})" : "")}");
    }

    /// <inheritdoc/>
    public void Write(HopReport report)
    {
        if (!verbose || report.IsGated) return;
        Line(messages, $"[{report.At:HH:mm:ss.fff}] {Source(report.Source)}Audio detected (energy: {report.LevelDbfs:0.0} dB) - processing...");
        if (report.Sounds.Count == 0) return;
        var best = report.Sounds[0];
        var threshold = thresholdOf(report.Source, best.Label);
        var tail = threshold is { } needed ? $", threshold: {needed:0.0##}" : "";
        var word = best.Score >= threshold ? "Match" : "No match";
        Line(messages, $"  → {word} (best: {best.Label} @ {best.Score:0.00}{tail})");
    }

    private static string Second(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Line(TextWriter writer, FormattableString line)
    {
        writer.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        writer.Flush();
    }

    private string Source(string source) => areSeveral ? $"[{source}] " : "";
}
