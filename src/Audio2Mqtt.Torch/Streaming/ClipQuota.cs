namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Keeps a folder of clips within its size and age: the oldest go first. Only files that look like clips are ever touched.</summary>
/// <param name="options">The limits.</param>
/// <param name="tell">Told, once for each new reason, why clips cannot be kept; null for nobody.</param>
internal sealed class ClipQuota(ClipOptions options, Action<string>? tell = null)
{
    // Sources share a folder, and so its quota.
    private static readonly Lock Gate = new();

    private string? problem;

    /// <summary>Makes room after a clip was written.</summary>
    /// <param name="path">The clip, which stays whatever its size.</param>
    public void Keep(string path)
    {
        problem = null;
        if (options.MaxBytes is null && options.MaxAge is null) return;
        lock (Gate)
        {
            var files = new DirectoryInfo(options.Folder).EnumerateFiles("*_*.flac", SearchOption.AllDirectories)
                .Where(file => !file.Name.StartsWith('.') && file.FullName != Path.GetFullPath(path))
                .OrderBy(file => file.LastWriteTimeUtc).ToList();
            var bytes = files.Sum(file => file.Length) + new FileInfo(path).Length;
            var oldest = options.MaxAge is { } age ? File.GetLastWriteTimeUtc(path) - age : DateTime.MinValue;
            foreach (var file in files)
            {
                if (file.LastWriteTimeUtc >= oldest && bytes <= (options.MaxBytes ?? long.MaxValue)) break;
                bytes -= file.Length;
                file.Delete();
            }
        }
    }

    /// <summary>Says that a clip could not be written: listening goes on.</summary>
    public void Fail(string reason)
    {
        if (Interlocked.Exchange(ref problem, reason) != reason) tell?.Invoke($"a clip could not be kept: {reason}");
    }
}
