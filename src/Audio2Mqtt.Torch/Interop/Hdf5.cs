using System.Runtime.InteropServices;

namespace Audio2Mqtt.Torch.Interop;

/// <summary>
/// libhdf5's reading half, releases 1.10 and later (where <c>hid_t</c> has 64 bits). Names are the library's; see
/// https://support.hdfgroup.org/documentation/hdf5/latest/_r_m.html. The library is not thread-safe: every call holds <see cref="Gate"/>.
/// </summary>
internal static partial class Hdf5
{
    internal const string Library = "hdf5";

    internal const int H5F_ACC_RDONLY = 0;
    internal const int H5P_DEFAULT = 0;
    internal const int H5S_ALL = 0;
    internal const int H5S_MAX_RANK = 32;
    internal const int H5T_FLOAT = 1;
    internal const int H5D_CONTIGUOUS = 1;

    private const int H5E_DEFAULT = 0;
    private const int H5E_WALK_UPWARD = 0;
    private const int H5L_TYPE_EXTERNAL = 64;

    static Hdf5()
    {
        NativeLibraries.Register();
        NativeLibraries.Require(Library);

        // We only read, so there is nothing to finish at exit; with the remains of a broken file open, finishing takes long and complains.
        _ = SkipCleanupAtExit();
        if (Open() < 0) throw new Audio2MqttException("libhdf5 does not start; reinstall it");

        // Links into other files are never followed: a file must not make us open others.
        _ = UnregisterLinkClass(H5L_TYPE_EXTERNAL);
        NativeFloat = ReadGlobal("H5T_NATIVE_FLOAT_g");

        // A read-only network share refuses locks, and a lock outlives the file in a child process that inherits it.
        WithoutLocks = CreateProperties(ReadGlobal("H5P_CLS_FILE_ACCESS_ID_g"));
        if (WithoutLocks < 0 || SetFileLocking(WithoutLocks, 0, 1) < 0) WithoutLocks = H5P_DEFAULT;
    }

    /// <summary>Held around every call.</summary>
    internal static Lock Gate { get; } = new();

    /// <summary>The type of a float in memory; the library makes it when it starts.</summary>
    internal static long NativeFloat { get; }

    /// <summary>How a file is opened: without a lock on it.</summary>
    internal static long WithoutLocks { get; }

    /// <summary>Errors are asked for, not printed to stderr. Thread-safe builds keep this per thread, so every way in says it anew.</summary>
    internal static void Silence() => _ = SetAutomaticErrors(H5E_DEFAULT, 0, 0);

    /// <summary>The errors of the last call that failed, the most specific first, as one line.</summary>
    internal static unsafe string ErrorText()
    {
        var lines = new List<string>();
        var handle = GCHandle.Alloc(lines);
        try
        {
            _ = WalkErrors(H5E_DEFAULT, H5E_WALK_UPWARD, &CollectError, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        // The specific cause and what was being done; the ten frames between them say little.
        return lines.Count switch
        {
            0 => "no reason given",
            1 => lines[0],
            _ => $"{lines[0]}; {lines[^1]}",
        };
    }

    /// <summary>The release, such as <c>1.10.8</c>.</summary>
    internal static unsafe string? VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "H5get_libversion", out var address)) return null;
        uint major, minor, release;
        return ((delegate* unmanaged<uint*, uint*, uint*, int>)address)(&major, &minor, &release) < 0 ? null : $"{major}.{minor}.{release}";
    }

    [LibraryImport(Library, EntryPoint = "H5Fopen", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Hdf5Handle OpenFile(string path, uint flags, long accessProperties);

    [LibraryImport(Library, EntryPoint = "H5Lexists", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LinkExists(Hdf5Handle location, string name, long accessProperties);

    [LibraryImport(Library, EntryPoint = "H5Dopen2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Hdf5Handle OpenDataset(Hdf5Handle location, string name, long accessProperties);

    [LibraryImport(Library, EntryPoint = "H5Dget_space")]
    internal static partial Hdf5Handle GetSpace(Hdf5Handle dataset);

    [LibraryImport(Library, EntryPoint = "H5Dget_type")]
    internal static partial Hdf5Handle GetElementType(Hdf5Handle dataset);

    [LibraryImport(Library, EntryPoint = "H5Dget_create_plist")]
    internal static partial Hdf5Handle GetCreationProperties(Hdf5Handle dataset);

    [LibraryImport(Library, EntryPoint = "H5Dget_storage_size")]
    internal static partial ulong GetStorageSize(Hdf5Handle dataset);

    [LibraryImport(Library, EntryPoint = "H5Dget_offset")]
    internal static partial ulong GetOffset(Hdf5Handle dataset);

    [LibraryImport(Library, EntryPoint = "H5Dread")]
    internal static partial int Read(
        Hdf5Handle dataset, long memoryType, long memorySpace, long fileSpace, long transferProperties, Span<float> values);

    [LibraryImport(Library, EntryPoint = "H5Sget_simple_extent_ndims")]
    internal static partial int GetRank(Hdf5Handle space);

    [LibraryImport(Library, EntryPoint = "H5Sget_simple_extent_dims")]
    internal static partial int GetSizes(Hdf5Handle space, Span<ulong> sizes, nint none);

    [LibraryImport(Library, EntryPoint = "H5Tget_class")]
    internal static partial int GetClass(Hdf5Handle type);

    [LibraryImport(Library, EntryPoint = "H5Tget_size")]
    internal static partial nuint GetSize(Hdf5Handle type);

    [LibraryImport(Library, EntryPoint = "H5Pget_layout")]
    internal static partial int GetLayout(Hdf5Handle creationProperties);

    [LibraryImport(Library, EntryPoint = "H5Pget_nfilters")]
    internal static partial int GetFilterCount(Hdf5Handle creationProperties);

    [LibraryImport(Library, EntryPoint = "H5Pget_external_count")]
    internal static partial int GetExternalCount(Hdf5Handle creationProperties);

    /// <summary>Closes an object of any kind when its last reference goes.</summary>
    [LibraryImport(Library, EntryPoint = "H5Idec_ref")]
    internal static partial int Release(long id);

    [LibraryImport(Library, EntryPoint = "H5dont_atexit")]
    private static partial int SkipCleanupAtExit();

    [LibraryImport(Library, EntryPoint = "H5open")]
    private static partial int Open();

    [LibraryImport(Library, EntryPoint = "H5Pcreate")]
    private static partial long CreateProperties(long kind);

    [LibraryImport(Library, EntryPoint = "H5Pset_file_locking")]
    private static partial int SetFileLocking(long accessProperties, int use, int ignoreWhenDisabled);

    [LibraryImport(Library, EntryPoint = "H5Eset_auto2")]
    private static partial int SetAutomaticErrors(long stack, nint function, nint data);

    [LibraryImport(Library, EntryPoint = "H5Lunregister")]
    private static partial int UnregisterLinkClass(int kind);

    [LibraryImport(Library, EntryPoint = "H5Ewalk2")]
    private static unsafe partial int WalkErrors(long stack, int direction, delegate* unmanaged<uint, Hdf5Error*, nint, int> visit, nint data);

    private static long ReadGlobal(string name) =>
        Marshal.ReadInt64(NativeLibrary.GetExport(NativeLibraries.Handle(Library), name));

    [UnmanagedCallersOnly]
    private static unsafe int CollectError(uint number, Hdf5Error* error, nint data)
    {
        if (GCHandle.FromIntPtr(data).Target is List<string> lines && Marshal.PtrToStringUTF8(error->Description) is string text) lines.Add(text);
        return 0;
    }
}
