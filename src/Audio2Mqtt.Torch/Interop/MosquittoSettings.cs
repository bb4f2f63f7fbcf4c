namespace Audio2Mqtt.Torch.Interop;

/// <summary>What a connection needs to know before it is made.</summary>
internal sealed record MosquittoSettings
{
    internal required string Host { get; init; }

    internal required int Port { get; init; }

    internal required string ClientId { get; init; }

    internal required int KeepAliveSeconds { get; init; }

    /// <summary>MQTT 5; else 3.1.1.</summary>
    internal required bool IsVersion5 { get; init; }

    internal string? User { get; init; }

    internal string? Password { get; init; }

    internal bool Tls { get; init; }

    /// <summary>Null: the authorities that the system trusts.</summary>
    internal string? CaFile { get; init; }

    internal string? CertificateFile { get; init; }

    internal string? KeyFile { get; init; }

    internal bool Insecure { get; init; }

    internal required string WillTopic { get; init; }

    internal required ReadOnlyMemory<byte> WillPayload { get; init; }

    internal bool WillRetain { get; init; }

    internal int WillQos { get; init; }
}
