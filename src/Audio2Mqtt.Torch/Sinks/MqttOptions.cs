namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Where the broker is, how to get in, and what is told to it under which topics.</summary>
public sealed record MqttOptions
{
    private readonly int? port;

    /// <summary>The broker's host name or address. Default: this machine.</summary>
    /// <exception cref="ArgumentException">Empty, or with blanks.</exception>
    public string Host
    {
        get;
        init => field = value.Length > 0 && !value.Any(char.IsWhiteSpace) ? value
            : throw new ArgumentException($"'{value}' is no host name", nameof(Host));
    } = "localhost";

    /// <summary>The broker's port, from 1 to 65535. Default: 1883, with TLS 8883.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside this range.</exception>
    public int Port
    {
        get => port ?? (Tls ? 8883 : 1883);
        init => port = value is >= 1 and <= 65535 ? value : throw new ArgumentOutOfRangeException(nameof(Port), value, "must be from 1 to 65535");
    }

    /// <summary>Who we are to the broker; null where it asks for nobody.</summary>
    public string? User { get; init; }

    /// <summary>Its password; null where there is none. Never in a message, and not in <see cref="ToString"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Whether to talk under TLS. On its own where a certificate is named.</summary>
    public bool Tls
    {
        get => field || CaFile is not null || CertificateFile is not null;
        init;
    }

    /// <summary>PEM file of the authorities that may have signed the broker's certificate; null for those that the system trusts.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of our own certificate; null where the broker asks for none. Needs <see cref="KeyFile"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the key of <see cref="CertificateFile"/>, without a password.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether any certificate of the broker will do, even for another host: for a trial, since then anybody may be the broker.</summary>
    public bool Insecure { get; init; }

    /// <summary>What all our topics begin with; may have several parts, <c>house/a2m</c>. Default: <c>a2m</c>.</summary>
    /// <exception cref="ArgumentException">Not a topic: empty, with wildcards, or with a slash at an end.</exception>
    public string BaseTopic
    {
        get;
        init => field = CheckedTopic(value, nameof(BaseTopic));
    } = "a2m";

    /// <summary>This program's name among others, the second part of its topics. Default: the host's name.</summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public string Node
    {
        get;
        init => field = !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("a node needs a name", nameof(Node));
    } = Environment.MachineName;

    /// <summary>Events that wait for the broker, from 1 to 1000000; above it the oldest are dropped. Default 1000: a night of a busy house.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside this range.</exception>
    public int QueueSize
    {
        get;
        init => field = value is >= 1 and <= 1_000_000 ? value
            : throw new ArgumentOutOfRangeException(nameof(QueueSize), value, "must be from 1 to 1000000");
    } = 1000;

    /// <summary>Whether Home Assistant is told what there is (MQTT discovery). Default: yes; without Home Assistant it is a few retained messages.</summary>
    public bool HomeAssistant { get; init; } = true;

    /// <summary>What Home Assistant's discovery topics begin with. Default: its own, <c>homeassistant</c>.</summary>
    /// <exception cref="ArgumentException">Not a topic: empty, with wildcards, or with a slash at an end.</exception>
    public string HomeAssistantPrefix
    {
        get;
        init => field = CheckedTopic(value, nameof(HomeAssistantPrefix));
    } = "homeassistant";

    /// <summary>Which other program's topics are served too. Default: none.</summary>
    public MqttCompatibility Compatibility { get; init; }

    /// <summary>What the topics of <see cref="Compatibility"/> begin with. Default: audio2mqtt's own, <c>audio_events</c>.</summary>
    /// <exception cref="ArgumentException">Not a topic: empty, with wildcards, or with a slash at an end.</exception>
    public string CompatibilityPrefix
    {
        get;
        init => field = CheckedTopic(value, nameof(CompatibilityPrefix));
    } = "audio_events";

    /// <summary>What the broker calls the connection; no two may have the same. Default (null): the node's name and random digits.</summary>
    public string? ClientId { get; init; }

    /// <summary>How long the line may be silent, from 5 s to 1 h; half as much again after that, the other side is taken for gone. Default 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside this range.</exception>
    public TimeSpan KeepAlive
    {
        get;
        init => field = value.TotalSeconds is >= 5 and <= 3600 ? value
            : throw new ArgumentOutOfRangeException(nameof(KeepAlive), value, "must be from 5 seconds to 1 hour");
    } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time between two levels of a source, from 0.1 s to 1 h; null for none. Default 5 s: Home Assistant's recorder keeps each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside this range.</exception>
    public TimeSpan? LevelInterval
    {
        get;
        init => field = value is null or { TotalSeconds: >= 0.1 and <= 3600 } ? value
            : throw new ArgumentOutOfRangeException(nameof(LevelInterval), value, "must be from 0.1 seconds to 1 hour");
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The file that remembers, from run to run, which sources are switched off and what has been told to the broker to keep. Null: a file by the node's name
    /// in <c>$STATE_DIRECTORY</c> (systemd's), else in <c>$XDG_STATE_HOME/a2m-torch</c>, else in <c>~/.local/state/a2m-torch</c>.
    /// </summary>
    public string? StateFile { get; init; }

    /// <summary>The program's version, as it is told.</summary>
    public string Version { get; init; } = typeof(MqttOptions).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>The broker's place, for people.</summary>
    public string Address => $"{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>What does not fit together, one line each: all that the setters cannot see on their own.</summary>
    public IEnumerable<string> Problems()
    {
        if (Password is not null && User is null) yield return "an MQTT password needs a user";
        if (CertificateFile is not null && KeyFile is null) yield return $"the certificate {CertificateFile} needs the file of its key";
        if (KeyFile is not null && CertificateFile is null) yield return $"the key {KeyFile} needs the file of its certificate";
        foreach (var file in new[] { CaFile, CertificateFile, KeyFile })
            if (file is not null && !File.Exists(file)) yield return $"{file}: no such file";
        if (HomeAssistant && BaseTopic == HomeAssistantPrefix) yield return $"our topics and Home Assistant's cannot both begin with '{BaseTopic}'";
    }

    /// <summary>Everything but the password.</summary>
    public override string ToString() => $"MqttOptions {{ {Address}, base {BaseTopic}, node {Node} }}";

    private static string CheckedTopic(string topic, string name) =>
        topic.Length is > 0 and <= 1000 && topic[0] is not ('/' or '$') && topic[^1] != '/' && !topic.Any(c => c is '+' or '#' || char.IsControl(c))
        && !topic.Contains("//", StringComparison.Ordinal) ? topic
            : throw new ArgumentException($"'{topic}' cannot begin a topic: parts with '/' between them, without '+' and '#'", name);
}
