using System.Text.Json;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// A small file that remembers what must outlive the program: a microphone that was switched off stays off, even where the broker is not there when we start,
/// which is why this is not left to the broker. Written whole under another name and renamed; a file that cannot be used is told once and done without.
/// </summary>
internal sealed class MqttMemory(string path, Action<string> tell)
{
    private MemoryDocument document = new();
    private bool isTold;

    /// <summary>What is remembered.</summary>
    public MemoryDocument Current => document;

    /// <summary>The file of these options.</summary>
    public static string PathOf(MqttOptions options)
    {
        if (options.StateFile is { } named) return named;

        // systemd may name several folders; the first is ours.
        var folder = Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } service ? service.Split(':')[0]
            : Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state ? Path.Combine(state, "a2m-torch")
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "a2m-torch")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "a2m-torch");

        // Two programs on one machine tell their nodes or their topics apart, and remember apart.
        return Path.Combine(folder, $"mqtt-{Slugs.Of(options.BaseTopic, "base")}-{Slugs.Of(options.Node, "node")}.json");
    }

    /// <summary>Reads the file; where there is none, nothing is remembered.</summary>
    public void Load()
    {
        try
        {
            if (File.Exists(path)) document = JsonSerializer.Deserialize(File.ReadAllBytes(path), SinkJson.Plain.MemoryDocument) ?? new();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            tell($"{path}: cannot be read, so nothing is remembered of the last run ({error.Message.ReplaceLineEndings(" ")})");
        }
    }

    /// <summary>Remembers something else, if it is something else.</summary>
    public void Save(MemoryDocument next)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(next, SinkJson.Plain.MemoryDocument);
        if (bytes.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(document, SinkJson.Plain.MemoryDocument))) return;
        document = next;
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            var temporary = $"{full}.{Environment.ProcessId}.new";
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            if (isTold) return;
            isTold = true;
            tell($"{path}: cannot be written, so switched-off sources will be on after a restart; name another state file ({error.Message.ReplaceLineEndings(" ")})");
        }
    }
}
