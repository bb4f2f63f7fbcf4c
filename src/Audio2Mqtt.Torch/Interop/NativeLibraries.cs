using System.Reflection;
using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// Finds the native libraries behind every <c>[LibraryImport]</c> of the engine. A binding class calls <see cref="Register"/> in its
/// static constructor; a new library is one more line in <see cref="Table"/>.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (nint Handle, string File)> Loaded = [];
    private static bool s_registered;

    /// <summary>Every library that the engine can use.</summary>
    internal static IReadOnlyList<NativeDependency> Table { get; } =
    [
        new(SndFile.Library, "libsndfile", "reading WAV, AIFF, FLAC, OGG, Opus and MP3", "libsndfile1", "libsndfile")
        {
            LinuxFiles = ["libsndfile.so.1", "libsndfile.so"],
            MacFiles = ["libsndfile.1.dylib", "libsndfile.dylib", "/opt/homebrew/lib/libsndfile.dylib", "/usr/local/lib/libsndfile.dylib"],
            WindowsFiles = ["sndfile.dll", "libsndfile-1.dll"],
            ReadVersion = library => VersionText(library, "sf_version_string"),
        },
        new(Soxr.Library, "libsoxr", "resampling", "libsoxr0", "libsoxr")
        {
            LinuxFiles = ["libsoxr.so.0", "libsoxr.so"],
            MacFiles = ["libsoxr.0.dylib", "libsoxr.dylib", "/opt/homebrew/lib/libsoxr.dylib", "/usr/local/lib/libsoxr.dylib"],
            WindowsFiles = ["soxr.dll", "libsoxr.dll"],
            ReadVersion = library => VersionText(library, "soxr_version"),
        },
        new(Hdf5.Library, "libhdf5", "importing YAMNet from yamnet.h5", "hdf5-tools", "hdf5")
        {
            // Sonames follow the release: 103 is 1.10, 200 is 1.12, 310 is 1.14. The apt package is the tools', whose name does not.
            LinuxFiles =
            [
                "libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so",
                "libhdf5.so.310", "libhdf5.so.200", "libhdf5.so.103", "libhdf5.so",
            ],
            MacFiles = ["libhdf5.dylib", "/opt/homebrew/lib/libhdf5.dylib", "/usr/local/lib/libhdf5.dylib"],
            WindowsFiles = ["hdf5.dll"],
            ReadVersion = Hdf5.VersionOf,
        },
        new(Mosquitto.Library, "libmosquitto", "telling an MQTT broker", "libmosquitto1", "mosquitto")
        {
            LinuxFiles = ["libmosquitto.so.1", "libmosquitto.so"],
            MacFiles = ["libmosquitto.1.dylib", "libmosquitto.dylib", "/opt/homebrew/lib/libmosquitto.dylib", "/usr/local/lib/libmosquitto.dylib"],
            WindowsFiles = ["mosquitto.dll", "libmosquitto.dll"],
            ReadVersion = Mosquitto.VersionOf,
        },
        new(Pulse.Library, "libpulse", "hearing devices through PulseAudio or PipeWire", "libpulse0", "pulseaudio")
        {
            LinuxFiles = ["libpulse.so.0", "libpulse.so"],
            MacFiles = [],
            WindowsFiles = [],
            ReadVersion = library => VersionText(library, "pa_get_library_version"),
        },
        new(Alsa.Library, "libasound", "hearing devices where no sound server runs", "libasound2", "alsa-lib")
        {
            LinuxFiles = ["libasound.so.2", "libasound.so"],
            MacFiles = [],
            WindowsFiles = [],
            ReadVersion = library => VersionText(library, "snd_asoundlib_version"),
        },
    ];

    /// <summary>Makes this class the resolver of the engine's imports. Cheap and idempotent.</summary>
    internal static void Register()
    {
        lock (Gate)
        {
            if (s_registered) return;
            NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
            s_registered = true;
        }
    }

    /// <summary>Loads a library before its first call, so that a missing one is told early.</summary>
    /// <exception cref="NativeLibraryException">No candidate file loads.</exception>
    internal static void Require(string name) => _ = Load(Find(name));

    /// <summary>The loaded library, for exports that are data and not functions.</summary>
    /// <exception cref="NativeLibraryException">No candidate file loads.</exception>
    internal static nint Handle(string name) => Load(Find(name));

    /// <summary>Whether a library loads here, from which file and in which version. Never throws for a missing one.</summary>
    internal static NativeLibraryStatus Check(string name)
    {
        var dependency = Find(name);
        var found = TryLoad(dependency);
        return new NativeLibraryStatus
        {
            Name = dependency.Title,
            Purpose = dependency.Purpose,
            IsLoadable = found is not null,
            File = found?.File,
            Version = found is null ? null : dependency.ReadVersion?.Invoke(found.Value.Handle),
            Package = dependency.AptPackage,
            Mend = dependency.Mend,
        };
    }

    /// <summary>Loads one dependency (not necessarily of the table).</summary>
    /// <exception cref="NativeLibraryException">No candidate file loads.</exception>
    internal static nint Load(NativeDependency dependency) => TryLoad(dependency)?.Handle
        ?? throw new NativeLibraryException(dependency.Title, dependency.AptPackage, dependency.Purpose, dependency.Files, dependency.Mend);

    /// <summary>Calls <c>const char *export(void)</c>.</summary>
    internal static unsafe string? VersionText(nint library, string export) =>
        NativeLibrary.TryGetExport(library, export, out var address)
            ? Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)address)())
            : null;

    private static NativeDependency Find(string name) => Table.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"no native library is called '{name}'", nameof(name));

    // Returning 0 sends the runtime on its ordinary search: imports outside the table ("libc") are not ours to resolve.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        Table.FirstOrDefault(entry => entry.Name == name) is { } dependency ? Load(dependency) : 0;

    private static (nint Handle, string File)? TryLoad(NativeDependency dependency)
    {
        lock (Gate)
        {
            if (Loaded.TryGetValue(dependency.Name, out var known)) return known;
            foreach (var file in dependency.Files)
            {
                if (!NativeLibrary.TryLoad(file, typeof(NativeLibraries).Assembly, null, out var handle)) continue;
                return Loaded[dependency.Name] = (handle, file);
            }

            return null;
        }
    }
}
