using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public sealed class ConsoleSinkTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter messages = new() { NewLine = "\n" };

    public void Dispose()
    {
        output.Dispose();
        messages.Dispose();
    }

    [Fact]
    public void An_event_is_a_line_in_audio2mqtts_words()
    {
        Sink(verbose: false).Write(Samples.Event(EventPhase.Start));
        Assert.Equal("[2026-11-21 13:28:26] Event detected: dog (confidence: 0.87)\n", output.ToString());
        Assert.Empty(messages.ToString());
    }

    [Fact]
    public void Of_several_sources_each_line_names_its_own()
    {
        Sink(verbose: false, Samples.Door, Samples.Yard).Write(Samples.Event(EventPhase.Start));
        Assert.Equal("[2026-11-21 13:28:26] [Front door] Event detected: dog (confidence: 0.87)\n", output.ToString());
    }

    [Fact]
    public void Only_a_verbose_run_tells_of_ends_and_none_of_updates()
    {
        foreach (var phase in (EventPhase[])[EventPhase.Update, EventPhase.End]) Sink(verbose: false).Write(Samples.Event(phase));
        Assert.Empty(output.ToString());
        foreach (var phase in (EventPhase[])[EventPhase.Update, EventPhase.End]) Sink(verbose: true).Write(Samples.Event(phase));
        Assert.Equal("[2026-11-21 13:28:28] Event ended: dog (duration: 2.4 s, peak confidence: 0.93)\n", output.ToString());
    }

    [Fact]
    public void A_verbose_run_tells_what_was_thought_of_each_patch_that_was_looked_at()
    {
        var sink = Sink(verbose: true);
        sink.Write(Samples.Hop(isGated: true));
        sink.Write(Samples.Hop(sounds: new ScoredLabel("dog", 0.42f)));
        sink.Write(Samples.Hop(sounds: new ScoredLabel("dog", 0.83f)));
        Assert.Equal(
            """
            [13:28:26.123] Audio detected (energy: -31.2 dB) - processing...
              → No match (best: dog @ 0.42, threshold: 0.7)
            [13:28:26.123] Audio detected (energy: -31.2 dB) - processing...
              → Match (best: dog @ 0.83, threshold: 0.7)

            """,
            messages.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_source_that_comes_or_goes_is_a_message_and_no_result()
    {
        var sink = Sink(verbose: false);
        sink.Write(Samples.Status(SourceState.Offline, reason: "no such device"));
        sink.Write(Samples.Status(SourceState.Online));
        sink.Write(Samples.Status(SourceState.Disabled));
        Assert.Equal(
            "[2026-11-21 13:28:26] Front door: offline (no such device)\n[2026-11-21 13:28:26] Front door: online\n[2026-11-21 13:28:26] Front door: switched off\n",
            messages.ToString());
        Assert.Empty(output.ToString());
    }

    private ConsoleSink Sink(bool verbose, params SourceInfo[] sources)
    {
        var sink = new ConsoleSink(output, messages, verbose, (_, _) => 0.7f);
        sink.Begin(sources.Length > 0 ? sources : [Samples.Door], new FakeControl());
        return sink;
    }
}
