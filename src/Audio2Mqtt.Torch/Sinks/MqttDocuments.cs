namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Attributes of a sound's state: the event that switched it last.</summary>
internal sealed record SoundDocument(
    string Id, string Name, double Confidence, double PeakConfidence, double LevelDbfs, string Start, string? End, double Duration, string? Clip);

/// <summary>How loud a source is.</summary>
internal sealed record LevelDocument(double Dbfs, double Rms, double Peak, double Floor);

/// <summary>What a source is.</summary>
internal sealed record SourceDocument(string Name, string Description, ModelDocument Model, IReadOnlyDictionary<string, string> Sounds);

/// <summary>What the program is and how it fares.</summary>
internal sealed record NodeDocument(string Name, string Version, string Started, string? Protocol, long Connections, long Dropped);

/// <summary>An event in audio2mqtt's words.</summary>
internal sealed record CompatibleEventDocument(string SongName, double Confidence, string Timestamp, IReadOnlyDictionary<string, string> Metadata);

/// <summary>The program in audio2mqtt's words.</summary>
internal sealed record CompatibleDetailsDocument(string Version, string Platform, int SampleRate, IReadOnlyList<string> Sources);
