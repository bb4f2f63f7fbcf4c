using Audio2Mqtt.Torch.Sinks;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>The broker, and what it is told.</summary>
internal static class MqttKeys
{
    private static readonly MqttOptions Defaults = new();

    public static readonly Key<string> Host = new(
        "host", Checked("HOST", (options, host) => options with { Host = host }), "The broker's name or address", Defaults.Host)
    { Option = "--mqtt-host", OptionDescription = "Tell an MQTT broker: its name or address [default: none is told]" };

    public static readonly Key<int> Port = new("port", new WholeKind(1, 65535), "The broker's port")
    { Option = "--mqtt-port", DefaultWords = "1883, with TLS 8883" };

    public static readonly Key<string> User = new("user", new TextKind("NAME"), "Who we are to the broker")
    { Option = "--mqtt-user" };

    public static readonly Key<string> Password = new(
        "password", new TextKind("TEXT"), "The password; better a password_file or the environment's A2M_MQTT_PASSWORD")
    { IsSecret = true };

    public static readonly Key<string> PasswordFile = new("password_file", new PathKind("FILE"), "The file whose first line is the password")
    { Option = "--mqtt-password-file" };

    public static readonly Key<bool> Tls = new("tls", new FlagKind(), "Talk under TLS", false)
    { Option = "--mqtt-tls", OptionValue = "true", DefaultWords = "false, with a certificate true" };

    public static readonly Key<string> Ca = new("ca", new PathKind("FILE"), "PEM file of the authority that signed the broker's certificate")
    { Option = "--mqtt-ca", DefaultWords = "those that the system trusts" };

    public static readonly Key<string> Certificate = new("cert", new PathKind("FILE"), "PEM file of our own certificate")
    { Option = "--mqtt-cert" };

    public static readonly Key<string> PrivateKey = new("key", new PathKind("FILE"), "PEM file of its key, without a password")
    { Option = "--mqtt-key" };

    public static readonly Key<bool> Insecure = new(
        "insecure", new FlagKind(), "Take any certificate: for a trial, since then anybody may be the broker", false);

    public static readonly Key<string> Base = new(
        "base", Checked("TOPIC", (options, topic) => options with { BaseTopic = topic }), "What our topics begin with", Defaults.BaseTopic)
    { Option = "--mqtt-base" };

    public static readonly Key<string> Node = new(
        "node", new TextKind("NAME"), "This program's name among others, the second part of its topics", Environment.MachineName)
    { Option = "--node", DefaultWords = "the machine's name" };

    public static readonly Key<bool> HomeAssistant = new("home_assistant", new FlagKind(), "Whether Home Assistant is told what there is", true)
    { Option = "--no-ha", OptionValue = "false", OptionDescription = "Leave Home Assistant's discovery out" };

    public static readonly Key<string> HomeAssistantPrefix =
        new(
        "ha_prefix", Checked("TOPIC", (options, topic) => options with { HomeAssistantPrefix = topic }),
        "What Home Assistant's discovery topics begin with", Defaults.HomeAssistantPrefix)
        { Option = "--ha-prefix" };

    public static readonly Key<string> Compatibility = new("compat", new ChoiceKind("audio2mqtt"), "Serve another program's topics too")
    { Option = "--mqtt-compat" };

    public static readonly Key<string> CompatibilityPrefix =
        new(
        "compat_prefix", Checked("TOPIC", (options, topic) => options with { CompatibilityPrefix = topic }),
        "What the other program's topics begin with", Defaults.CompatibilityPrefix);

    public static readonly Key<int> Queue = new(
        "queue", new WholeKind(1, 1_000_000), "Events that wait while the broker is away; above it the oldest are dropped", Defaults.QueueSize)
    { Option = "--queue" };

    public static readonly Key<string> ClientId = new(
        "client_id", new TextKind("NAME"), "What the broker calls the connection; no two may have the same")
    { DefaultWords = "the node's name and random digits" };

    public static readonly Key<TimeSpan> KeepAlive = new(
        "keep_alive", new DurationKind(5, 3600), "How long the line may be silent", Defaults.KeepAlive);

    public static readonly Key<TimeSpan> LevelInterval = new(
        "level_interval", new DurationKind(0, 3600), "The shortest time between two levels of a source; 0 for none",
        Defaults.LevelInterval ?? TimeSpan.Zero);

    public static readonly Key<string> StateFile = new("state_file", new PathKind("FILE"), "What remembers which sources are switched off")
    { DefaultWords = "in $STATE_DIRECTORY, else in ~/.local/state/a2m-torch" };

    public static readonly Section Section = new("mqtt",
    [
        Host, Port, User, Password, PasswordFile, Tls, Ca, Certificate, PrivateKey, Insecure, Base, Node, HomeAssistant, HomeAssistantPrefix, Compatibility,
        CompatibilityPrefix, Queue, ClientId, KeepAlive, LevelInterval, StateFile,
    ]);

    /// <summary>The options; what does not fit is told.</summary>
    public static MqttOptions Read(Settings settings, ICollection<Problem> problems)
    {
        var options = Defaults with
        {
            Host = settings.Get(Host),
            User = settings.Object(User),
            Password = ReadPassword(settings, problems),
            Tls = settings.Get(Tls),
            CaFile = settings.Object(Ca),
            CertificateFile = settings.Object(Certificate),
            KeyFile = settings.Object(PrivateKey),
            Insecure = settings.Get(Insecure),
            BaseTopic = settings.Get(Base),
            Node = settings.Get(Node),
            QueueSize = settings.Get(Queue),
            HomeAssistant = settings.Get(HomeAssistant),
            HomeAssistantPrefix = settings.Get(HomeAssistantPrefix),
            Compatibility = settings.Object(Compatibility) is null ? MqttCompatibility.None : MqttCompatibility.Audio2Mqtt,
            CompatibilityPrefix = settings.Get(CompatibilityPrefix),
            ClientId = settings.Object(ClientId),
            KeepAlive = settings.Get(KeepAlive),
            LevelInterval = settings.Get(LevelInterval) is { Ticks: > 0 } interval ? interval : null,
            StateFile = settings.Object(StateFile),
            Version = ProgramVersion.Text,
        };
        if (settings.Value(Port) is { } port) options = options with { Port = port };
        var place = Section.Keys.Select(settings.Find).FirstOrDefault(given => given is not null)?.Origin ?? "mqtt";
        foreach (var problem in options.Problems()) problems.Add(new(place.Split(':')[0], 0, $"mqtt: {problem}"));
        return options;
    }

    // Of a password and a file, the one that stands above holds.
    private static string? ReadPassword(Settings settings, ICollection<Problem> problems)
    {
        var (given, file) = (settings.FindWithRank(Password), settings.FindWithRank(PasswordFile));
        if (file is null || given?.Rank < file.Value.Rank) return (string?)given?.Given.Value;
        var (path, origin, line) = ((string)file.Value.Given.Value, file.Value.Given.Origin, file.Value.Given.Line);
        if (given?.Rank == file.Value.Rank) problems.Add(new(origin, line, "password_file: there is a password, too; one of them can hold"));
        try
        {
            if (File.ReadLines(path).FirstOrDefault() is { Length: > 0 } password) return password;
            problems.Add(new(origin, line, $"password_file: {path} is empty"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(origin, line, $"password_file: {path}: {(File.Exists(path) ? error.Message : "no such file")}"));
        }

        return null;
    }

    // The rules of topics and hosts are the options' own.
    private static TextKind Checked(string helpName, Func<MqttOptions, string, MqttOptions> set) => new(helpName, text =>
    {
        try
        {
            set(Defaults, text);
            return null;
        }
        catch (ArgumentException error)
        {
            var message = error.Message.Split(" (Parameter")[0];
            return message.StartsWith($"'{text}' ", StringComparison.Ordinal) ? message[(text.Length + 3)..] : message;
        }
    });
}
