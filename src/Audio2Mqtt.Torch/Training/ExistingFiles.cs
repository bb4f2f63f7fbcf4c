namespace Audio2Mqtt.Torch.Training;

/// <summary>The one answer to files that are there already.</summary>
internal static class ExistingFiles
{
    /// <summary>Refuses to go on where one exists.</summary>
    /// <param name="paths">Files that are to be written.</param>
    /// <exception cref="DatasetException">One exists.</exception>
    internal static void Refuse(IEnumerable<string> paths)
    {
        string[] existing = [.. paths.Where(Path.Exists)];
        if (existing.Length > 0) throw new DatasetException(existing[0], $"exists{(existing.Length > 1 ? $", and {existing.Length - 1} more" : "")}: add --overwrite to replace");
    }

    /// <summary>Refuses a file where a folder is to be.</summary>
    /// <param name="folder">A folder, which need not exist.</param>
    /// <exception cref="DatasetException">It is a file.</exception>
    internal static void RefuseFile(string folder)
    {
        if (File.Exists(folder)) throw new DatasetException(folder, "is a file: name a folder");
    }
}
