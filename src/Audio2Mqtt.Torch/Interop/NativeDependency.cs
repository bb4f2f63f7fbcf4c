namespace Audio2Mqtt.Torch.Interop;

/// <summary>A native library that bindings name: what it is for, under which file names it is found, and what brings it.</summary>
/// <param name="Name">The logical name that <c>[LibraryImport]</c> uses.</param>
/// <param name="Title">The name people know it by.</param>
/// <param name="Purpose">What the program cannot do without it.</param>
/// <param name="AptPackage">The Debian package, as <c>apt-get install</c> takes it.</param>
/// <param name="BrewPackage">The Homebrew formula.</param>
internal sealed record NativeDependency(string Name, string Title, string Purpose, string AptPackage, string BrewPackage)
{
    /// <summary>File names on Linux, the preferred first; names with a version, because the bare one needs the -dev package.</summary>
    internal required string[] LinuxFiles { get; init; }

    /// <summary>File names on macOS, the preferred first.</summary>
    internal required string[] MacFiles { get; init; }

    /// <summary>File names on Windows, the preferred first.</summary>
    internal required string[] WindowsFiles { get; init; }

    /// <summary>Reads the version from the loaded library; null where it cannot tell.</summary>
    internal Func<nint, string?>? ReadVersion { get; init; }

    /// <summary>The file names to try on this system, in order.</summary>
    internal string[] Files => OperatingSystem.IsWindows() ? WindowsFiles : OperatingSystem.IsMacOS() ? MacFiles : LinuxFiles;

    /// <summary>The command, or the deed, that brings the library on this system.</summary>
    internal string Mend => OperatingSystem.IsWindows() ? $"put {WindowsFiles[0]} beside the program"
        : OperatingSystem.IsMacOS() ? $"brew install {BrewPackage}"
        : $"sudo apt-get install {AptPackage}";
}
