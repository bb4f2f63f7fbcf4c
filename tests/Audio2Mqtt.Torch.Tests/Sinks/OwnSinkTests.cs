using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>The example of docs/mqtt.md, compiled and run.</summary>
public class OwnSinkTests
{
    [Fact]
    public async Task A_sink_of_ones_own_takes_ten_lines()
    {
        using var file = new StringWriter();
        var pump = new SinkPump([new CsvSink(file)], _ => { }, TimeProvider.System);
        pump.Begin([Samples.Door], new FakeControl());
        pump.Write(Samples.Event(EventPhase.Start));
        pump.Write(Samples.Event(EventPhase.End));
        await pump.CompleteAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal($"2026-11-21 13:28:26,Front door,dog,2.4{Environment.NewLine}", file.ToString());
    }

    [CheckoutFact]
    public void The_documentation_shows_this_sink()
    {
        var source = File.ReadAllText(Checkout.Path("tests", "Audio2Mqtt.Torch.Tests", "Sinks", "CsvSink.cs"));
        var code = source[source.IndexOf("public sealed class", StringComparison.Ordinal)..].Trim();
        Assert.InRange(code.Split('\n').Length, 1, 10);
        Assert.Contains(code, File.ReadAllText(Checkout.Path("docs", "mqtt.md")), StringComparison.Ordinal);
    }
}
