namespace Audio2Mqtt.Torch.Network;

/// <summary>Folders that appear whole or not at all: made beside their place under a temporary name, then renamed.</summary>
internal static class AtomicFolder
{
    /// <summary>Makes a folder by means of <paramref name="fill"/>; what was there stays until the new one is complete, and then goes.</summary>
    /// <param name="folder">Where it shall be; its parents are made.</param>
    /// <param name="fill">Gets the temporary folder.</param>
    public static void Write(string folder, Action<string> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var temporary = Beside(folder, "new");
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            if (Directory.Exists(folder)) Replace(folder, temporary, Beside(folder, "old"));
            else Directory.Move(temporary, folder);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Makes a folder beside the place and takes it away again: what cannot be written is known before the work is done.</summary>
    public static void Probe(string folder)
    {
        var temporary = Beside(folder, "probe");
        Directory.CreateDirectory(temporary);
        Directory.Delete(temporary);
    }

    // Names of their own for every writer: two trainings may end at once.
    private static string Beside(string folder, string kind) =>
        Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.{kind}.{Environment.ProcessId}.{Path.GetRandomFileName()}");

    private static void Replace(string folder, string by, string aside)
    {
        Directory.Move(folder, aside);
        try
        {
            Directory.Move(by, folder);
        }
        catch
        {
            Directory.Move(aside, folder);
            throw;
        }

        Discard(aside);
    }

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted stays under its odd name: the folder itself is as it should be.
        }
    }
}
