using System.Text;
using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-jsonl-");
    private readonly List<string> told = [];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_gets_a_line_for_each_event_and_is_appended_to()
    {
        var path = Path.Combine(folder.FullName, "events.jsonl");
        for (var run = 0; run < 2; run++)
        {
            var sink = JsonLinesSink.Open(path, "attic", told.Add);
            sink.Begin([Samples.Door], new FakeControl());
            sink.Write(Samples.Event(EventPhase.Start, "Door bell"));
            Assert.Equal((run * 2) + 1, File.ReadAllLines(path).Length);
            sink.Write(Samples.Event(EventPhase.End, "Door bell"));
            await sink.CompleteAsync(CancellationToken.None);
        }

        var lines = File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["start", "end", "start", "end"], lines.Select(line => line.GetProperty("phase").GetString()));
        Assert.All(lines, line => Assert.Equal("Door_bell", line.GetProperty("event_type").GetString()));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_named()
    {
        var error = Assert.Throws<Audio2MqttException>(() => JsonLinesSink.Open(Path.Combine(folder.FullName, "absent", "x.jsonl"), "attic", told.Add));
        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_spoils_no_other_line_and_is_survived()
    {
        using var stream = new FullStream();
        var sink = new JsonLinesSink(stream, "events.jsonl", "attic", told.Add);
        sink.Write(Samples.Event(EventPhase.Start, id: "1"));
        stream.IsFull = true;
        sink.Write(Samples.Event(EventPhase.Start, id: "2"));
        sink.Write(Samples.Event(EventPhase.Start, id: "3"));
        stream.IsFull = false;
        sink.Write(Samples.Event(EventPhase.Start, id: "4"));
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Contains("\"1\"", lines[0], StringComparison.Ordinal);
        Assert.Equal("4", JsonDocument.Parse(lines[^2]).RootElement.GetProperty("id").GetString());
        Assert.Equal(
            [
                "events.jsonl: events cannot be written (No space left on device); free some space, it is tried again with each event",
                "1 events could not be written to events.jsonl", "events.jsonl: can be written again",
            ],
            told);
    }

    // Takes half of a line, as a disk does that becomes full.
    private sealed class FullStream : MemoryStream
    {
        public bool IsFull { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(IsFull ? buffer[..(buffer.Length / 2)] : buffer);
            if (IsFull) throw new IOException("No space left on device");
        }
    }
}
