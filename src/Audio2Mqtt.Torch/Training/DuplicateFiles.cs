using System.Security.Cryptography;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Finds files of equal content by SHA-256. Only files of one length are read, and only those that begin alike are read whole.</summary>
internal static class DuplicateFiles
{
    private const int HeadBytes = 1 << 16;

    /// <returns>Groups of two or more indices into <paramref name="paths"/>, each ascending. Files that cannot be read equal none.</returns>
    internal static List<IReadOnlyList<int>> Find(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        IEnumerable<IReadOnlyList<int>> groups = [[.. Enumerable.Range(0, paths.Count)]];
        foreach (var key in (Func<string, string?>[])[Length, path => Hash(path, HeadBytes), path => Hash(path, long.MaxValue)])
            groups = [.. groups.SelectMany(group => Split(group, paths, key, cancellationToken))];
        return [.. groups];
    }

    private static IEnumerable<IReadOnlyList<int>> Split(
        IReadOnlyList<int> group, IReadOnlyList<string> paths, Func<string, string?> key, CancellationToken cancellationToken)
    {
        var keys = new string?[group.Count];
        AllCores.For(keys.Length, i => keys[i] = Try(paths[group[i]], key), cancellationToken);
        return group.Zip(keys).Where(item => item.Second is not null).GroupBy(item => item.Second, item => item.First)
            .Select(equal => (IReadOnlyList<int>)[.. equal]).Where(equal => equal.Count > 1);
    }

    private static string? Try(string path, Func<string, string?> key)
    {
        try
        {
            return key(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // told when the file is decoded
        }
    }

    private static string? Length(string path) => AudioSource.Bytes(path) is > 0 and var length ? $"{length}" : null;

    private static string Hash(string path, long maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (maxBytes == long.MaxValue || stream.Length <= maxBytes) return Convert.ToHexStringLower(SHA256.HashData(stream));
        var head = new byte[maxBytes];
        stream.ReadExactly(head);
        return Convert.ToHexStringLower(SHA256.HashData(head));
    }
}
