using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Preparation;

/// <summary>Which files become which: a file, or a folder tree that keeps its shape.</summary>
public static class ConversionPlan
{
    /// <summary>Plans a conversion; nothing is read but folders.</summary>
    /// <param name="source">A file (or a URL, or <c>-</c>), or a folder.</param>
    /// <param name="target">For a folder, another folder, which need not exist; for a file, a folder or a name that ends with the format's extension.</param>
    /// <param name="format">The format of the files.</param>
    /// <returns>The files, by name.</returns>
    /// <exception cref="AudioException">There is nothing to convert, or it would be converted onto itself.</exception>
    public static IReadOnlyList<ConversionItem> Make(string source, string target, AudioFileFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(target);
        var extension = new AudioWriterOptions { Format = format }.Extension;
        return Directory.Exists(source) ? OfFolder(source, target, extension) : [OfFile(source, target, extension)];
    }

    /// <summary>Whether it is what has no name and may come once only: standard input, an address.</summary>
    internal static bool IsStream(string source) => source == "-" || source.Contains("://", StringComparison.Ordinal);

    private static ConversionItem OfFile(string source, string target, string extension)
    {
        var isFile = !Directory.Exists(target) && Path.GetExtension(target).Equals(extension, StringComparison.OrdinalIgnoreCase);
        if (!isFile && IsStream(source)) throw new AudioException(target, $"name a file that ends with {extension}: what is read has no name");
        if (!isFile && !Directory.Exists(target) && AudioFormats.IsAudio(target))
            throw new AudioException(target, $"is the name of another format: end it with {extension}, or choose with --format");
        var path = isFile ? target : Path.Combine(target, Path.GetFileNameWithoutExtension(source) + extension);
        return !IsStream(source) && IsSame(source, path) ? throw new AudioException(source, "would be converted onto itself: name another file") : new(source, path);
    }

    private static IReadOnlyList<ConversionItem> OfFolder(string source, string target, string extension)
    {
        if (File.Exists(target)) throw new AudioException(target, "is a file: a folder is converted to a folder");
        if (IsSame(source, target)) throw new AudioException(source, "would be converted onto itself: name another folder");

        // A target within the source is no source.
        var own = Full(target) + Path.DirectorySeparatorChar;
        string[] files = [.. Found(source).Where(file => !Path.GetFullPath(file).StartsWith(own, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new AudioException(source, "no audio file in this folder or below it");

        return [.. files.Zip(Names(files), (file, name) => new ConversionItem(file, Path.Combine(target, Path.GetRelativePath(source, name) + extension)))];
    }

    // ring.wav and ring.mp3 would both become ring.wav: they keep what tells them apart, and a number where another file is called so.
    private static string[] Names(string[] files)
    {
        var counts = files.CountBy(Bare, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var taken = counts.Where(pair => pair.Value == 1).Select(pair => pair.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. files.Select(file =>
        {
            if (counts[Bare(file)] == 1) return Bare(file);
            var name = $"{Bare(file)}_{Path.GetExtension(file)[1..]}";
            return Enumerable.Range(1, int.MaxValue).Select(k => k == 1 ? name : $"{name}_{k}").First(taken.Add);
        })];
    }

    private static List<string> Found(string folder)
    {
        try
        {
            return [.. AudioFolder.Files(folder)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AudioException(folder, $"cannot be read ({failure.Message})", failure);
        }
    }

    private static string Bare(string file) => Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file));

    private static bool IsSame(string one, string other) => Full(one) == Full(other);

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
