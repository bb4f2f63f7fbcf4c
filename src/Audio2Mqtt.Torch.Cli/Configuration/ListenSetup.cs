namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Everything that was given, from all places, one above the other.</summary>
internal sealed class ListenSetup
{
    /// <summary>The command line, which goes before all else.</summary>
    public required Layer CommandLine { get; init; }

    public required Layer Environment { get; init; }

    public required ConfigurationFile File { get; init; }

    /// <summary>The sources: those of the command line, else of the environment, else of the file, else what this machine plays.</summary>
    public required IReadOnlyList<SourceSection> Sources { get; init; }

    /// <summary>Groups of the command line.</summary>
    public IReadOnlyList<SoundSection> Groups { get; init; } = [];

    /// <summary>Whether no broker is told, whatever is configured.</summary>
    public bool WithoutMqtt { get; init; }

    /// <summary>What was given that goes before the file.</summary>
    public Settings Above => new(CommandLine, Environment);

    public Settings Listen => new(CommandLine, Environment, File.Listen);

    public Settings Mqtt => new(CommandLine, Environment, File.Mqtt ?? Layer.Empty);

    public Settings Recording => new(CommandLine, Environment, File.Recording);

    /// <summary>Whether a broker is told: a section of the file or a host asks for it.</summary>
    public bool HasMqtt => !WithoutMqtt && (File.Mqtt is not null || Mqtt.Find(MqttKeys.Host) is not null);

    /// <summary>What holds for a source.</summary>
    public Settings Of(SourceSection source) => new(CommandLine, Environment, source.Values, File.Listen);

    /// <summary>The sounds of a source; those above go before those of the same name below.</summary>
    public IEnumerable<(SoundSection Sound, bool IsOwn)> SoundsOf(SourceSection source) =>
        Groups.Select(sound => (sound, true)).Concat(source.Sounds.Select(sound => (sound, true))).Concat(File.Sounds.Select(sound => (sound, false)));
}
