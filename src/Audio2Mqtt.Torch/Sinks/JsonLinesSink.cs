using System.Text.Json;
using Audio2Mqtt.Torch.Events;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Writes each event as one line of JSON, the same record as over MQTT (docs/mqtt.md).</summary>
public sealed class JsonLinesSink : IEventSink
{
    private readonly Stream output;
    private readonly string name;
    private readonly string node;
    private readonly DropReport lost;
    private readonly Action<string> tell;
    private Dictionary<string, SourceTopics> sources = [];
    private long failures;
    private bool isBroken;

    /// <summary>A sink that appends to a stream and flushes each line.</summary>
    /// <param name="output">Closed at the end.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="node">This program's name among others, a part of each line.</param>
    /// <param name="tell">Takes a line for the log: what could not be written. From any thread.</param>
    public JsonLinesSink(Stream output, string name, string node, Action<string> tell)
    {
        (this.output, this.name, this.node, this.tell) = (output, name, node, tell);
        lost = new DropReport($"events could not be written to {name}", tell);
    }

    /// <summary>A sink that appends to a file, or writes to the standard output for <c>-</c>.</summary>
    /// <param name="path">The file; made where it does not exist.</param>
    /// <param name="node">This program's name among others, a part of each line.</param>
    /// <param name="tell">Takes a line for the log: what could not be written. From any thread.</param>
    /// <exception cref="Audio2MqttException">The file cannot be written.</exception>
    public static JsonLinesSink Open(string path, string node, Action<string> tell)
    {
        if (path == "-") return new JsonLinesSink(Console.OpenStandardOutput(), "the standard output", node, tell);
        try
        {
            // Unbuffered: what is written is there, whatever happens to us.
            return new JsonLinesSink(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), path, node, tell);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new Audio2MqttException($"{path}: events cannot be written there ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); choose another file", error);
        }
    }

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<SourceInfo> sources, IListenerControl control) =>
        this.sources = new MqttTopics(new MqttOptions { Node = node }, sources).Sources.ToDictionary();

    /// <inheritdoc/>
    public void Write(SoundEvent soundEvent)
    {
        var slug = sources.TryGetValue(soundEvent.Source, out var source) ? source.SlugOf(soundEvent.Sound) : Slugs.Of(soundEvent.Sound, "sound");
        var json = JsonSerializer.SerializeToUtf8Bytes(EventDocument.Of(soundEvent, slug, node), SinkJson.Plain.EventDocument);
        try
        {
            // A line that broke off on a full disk is ended first: it spoils no other.
            output.Write(isBroken ? [(byte)'\n', .. json, (byte)'\n'] : [.. json, (byte)'\n']);
            output.Flush();
            if (isBroken) tell($"{name}: can be written again");
            isBroken = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!isBroken) tell($"{name}: events cannot be written ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); free some space, it is tried again with each event");
            isBroken = true;
            lost.Update(++failures);
        }
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await output.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Told already, when the line could not be written.
        }
    }
}
