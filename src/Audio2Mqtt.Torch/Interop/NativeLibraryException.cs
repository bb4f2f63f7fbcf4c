namespace Audio2Mqtt.Torch.Interop;

/// <summary>A native library is missing. The message names it, what it is for, and the command that brings it.</summary>
#pragma warning disable CA1032 // Without the library's facts the error could not say what to do.
public sealed class NativeLibraryException : Audio2MqttException
#pragma warning restore CA1032
{
    internal NativeLibraryException(string library, string package, string purpose, IReadOnlyList<string> files, string mend)
        : base($"{library} is missing ({purpose} needs it; looked for {string.Join(", ", files)}): {mend}")
    {
        Library = library;
        Package = package;
        Mend = mend;
    }

    /// <summary>The name people know the library by.</summary>
    public string Library { get; }

    /// <summary>The Debian package that brings it.</summary>
    public string Package { get; }

    /// <summary>The command, or the deed, that brings it on this system.</summary>
    public string Mend { get; }
}
