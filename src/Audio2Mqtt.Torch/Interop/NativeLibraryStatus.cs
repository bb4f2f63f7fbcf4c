namespace Audio2Mqtt.Torch.Interop;

/// <summary>What is known about one native library on this machine.</summary>
public sealed record NativeLibraryStatus
{
    /// <summary>The name people know it by, such as <c>libsndfile</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the program cannot do without it.</summary>
    public required string Purpose { get; init; }

    /// <summary>Whether it could be loaded.</summary>
    public required bool IsLoadable { get; init; }

    /// <summary>The file that was loaded, as it was asked for; null when none was.</summary>
    public string? File { get; init; }

    /// <summary>The version the library reports; null when it is missing or does not tell.</summary>
    public string? Version { get; init; }

    /// <summary>The Debian package that brings it.</summary>
    public required string Package { get; init; }

    /// <summary>The command, or the deed, that brings it on this system.</summary>
    public required string Mend { get; init; }
}
