namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Where the demonstration writes: a folder of the user's, or a temporary one that goes with it. What fails leaves nothing behind in either.</summary>
internal sealed class DemoPlace : IDisposable
{
    private readonly bool isNew;
    private bool isKept;

    private DemoPlace(string folder, bool isNew) => (Folder, this.isNew) = (folder, isNew);

    public string Folder { get; }

    /// <exception cref="UsageException">The folder holds something, or cannot be made.</exception>
    public static DemoPlace Create(string? keep)
    {
        try
        {
            if (keep is null) return new(Directory.CreateTempSubdirectory("a2m-demo-").FullName, isNew: true);
            var isNew = !Directory.Exists(keep);
            if (File.Exists(keep) || (!isNew && Directory.EnumerateFileSystemEntries(keep).Any()))
                throw new UsageException($"--keep {keep}: something is there already; name a new or an empty folder");
            return new(Directory.CreateDirectory(keep).FullName, isNew);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(keep is null
                ? $"{Path.GetTempPath()}: no folder can be made there ({error.Message}); name a place for the sounds and the model: --keep DIR"
                : $"--keep {keep}: {error.Message}");
        }
    }

    /// <summary>Leaves what was asked to be kept, now that it is whole.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (isKept) return;
        if (isNew) Directory.Delete(Folder, recursive: true);
        else foreach (var entry in new DirectoryInfo(Folder).EnumerateFileSystemInfos()) Delete(entry);
    }

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
        else entry.Delete();
    }
}
