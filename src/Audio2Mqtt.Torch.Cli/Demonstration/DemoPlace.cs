namespace Audio2Mqtt.Torch.Cli.Demonstration;

/// <summary>Where the demonstration writes: a folder of the user's, or a temporary one that goes with it.</summary>
internal sealed class DemoPlace : IDisposable
{
    private readonly bool isTemporary;

    private DemoPlace(string folder, bool isTemporary) => (Folder, this.isTemporary) = (folder, isTemporary);

    public string Folder { get; }

    /// <exception cref="UsageException">The folder holds something, or cannot be made.</exception>
    public static DemoPlace Create(string? keep)
    {
        if (keep is null) return new(Directory.CreateTempSubdirectory("a2m-demo-").FullName, isTemporary: true);
        try
        {
            if (File.Exists(keep) || (Directory.Exists(keep) && Directory.EnumerateFileSystemEntries(keep).Any()))
                throw new UsageException($"--keep {keep}: something is there already; name a new or an empty folder");
            return new(Directory.CreateDirectory(keep).FullName, isTemporary: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--keep {keep}: {error.Message}");
        }
    }

    public void Dispose()
    {
        if (isTemporary) Directory.Delete(Folder, recursive: true);
    }
}
