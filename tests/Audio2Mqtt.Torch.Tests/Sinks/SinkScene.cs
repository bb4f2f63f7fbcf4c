using System.Text.Json;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.Tests.Sinks;

/// <summary>An MQTT sink whose broker and clock the test plays, with a file to remember in.</summary>
internal sealed class SinkScene : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-sink-");

    public SinkScene() => Options = new MqttOptions { Node = "attic", StateFile = StateFile, Version = "1.2.3" };

    public MqttOptions Options { get; set; }

    public FakeClient Client { get; private set; } = new();

    public FakeControl Control { get; private set; } = new();

    public ManualTime Time { get; } = new();

    public List<string> Told { get; } = [];

    public string StateFile => Path.Combine(folder.FullName, "deep", "state.json");

    /// <summary>A run of the program: a sink that has begun.</summary>
    public MqttSink Begin(params SourceInfo[] sources)
    {
        (Client, Control) = (new FakeClient(), new FakeControl());
        var sink = new MqttSink(Options, Client, Told.Add, Time);
        sink.Begin(sources.Length > 0 ? sources : [Samples.Door], Control);
        return sink;
    }

    /// <summary>The same, with a broker that is there.</summary>
    public MqttSink Connected(params SourceInfo[] sources)
    {
        var sink = Begin(sources);
        Client.Connect();
        return sink;
    }

    public JsonElement Json(string topic) => JsonDocument.Parse(Client.Of(topic)[^1]).RootElement;

    public void Dispose() => folder.Delete(recursive: true);
}
