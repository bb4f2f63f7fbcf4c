namespace Audio2Mqtt.Torch.Audio;

/// <summary>Decides by the first bytes who decodes a source, and asks the other one before giving up.</summary>
internal static class AudioSource
{
    private const string EmptyReason = "is empty (0 bytes)";

    /// <summary>Opens a local file or a URL.</summary>
    internal static (ISeekableReader Reader, string Name) Open(string path, string? ffmpeg, CancellationToken cancellationToken)
    {
        if (FfmpegSource.IsUrl(path))
        {
            if (!path.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            {
                var url = FfmpegSource.Url(path);
                return (FfmpegReader.Open(url, ffmpeg, cancellationToken), url.Name);
            }

            path = new Uri(path).LocalPath;
        }

        var file = OpenFile(path);
        if (!file.CanSeek) return (Open(file, path, ffmpeg, cancellationToken), path);
        using (file) return (OpenFile(file, path, path, ffmpeg, cancellationToken), path);
    }

    /// <summary>Refuses what has no bytes on the disk: an empty file, and a named pipe, which would be waited for without end.</summary>
    /// <exception cref="AudioException">It has none.</exception>
    internal static void RequireContent(string path)
    {
        if (File.Exists(path) && Bytes(path) == 0) throw new AudioException(path, EmptyReason);
    }

    /// <summary>The length of a file, or of the one that a link leads to.</summary>
    internal static long Bytes(string path) =>
        ((FileInfo?)File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)).Length;

    /// <summary>Opens a stream, and owns it whatever happens.</summary>
    internal static ISeekableReader Open(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken)
    {
        try
        {
            return stream.CanSeek
                ? OpenSeekable(stream, name, ffmpeg, cancellationToken)
                : OpenPipe(stream, name, ffmpeg, cancellationToken);
        }
        catch (IOException failure)
        {
            stream.Dispose();
            throw new AudioException(name, failure.Message, failure);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path)) throw new AudioException(path, "is a folder, not a file");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // A name that is not UTF-8 comes with signs for what it is not, by which no file is found.
            throw new AudioException(path, path.Contains('\uFFFD') ? "no such file; if it is there, its name is not UTF-8: rename it" : "no such file", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new AudioException(path, "permission denied", failure);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or NotSupportedException)
        {
            throw new AudioException(path, failure.Message, failure);
        }
    }

    private static ISeekableReader OpenFile(FileStream file, string path, string name, string? ffmpeg, CancellationToken cancellationToken)
    {
        var kind = Sniff(file, name);
        var source = FfmpegSource.File(path, name) with { CountsSamples = kind == SoundKind.Mp4 };
        return Choose(name, PrefersSoundFile(kind, file), kind, ffmpeg,
            () => SoundFileReader.Open(path, name),
            () => FfmpegReader.Open(source, ffmpeg, cancellationToken));
    }

    private static ISeekableReader OpenSeekable(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken)
    {
        var kind = Sniff(stream, name);
        if (kind == SoundKind.Mp4)
        {
            stream.Position = 0;
            return OpenSpooled(stream, name, ffmpeg, cancellationToken);
        }

        return Choose(name, PrefersSoundFile(kind, stream), kind, ffmpeg,
            () => SoundFileReader.Open(stream, name),
            () =>
            {
                stream.Position = 0;
                return FfmpegReader.Open(FfmpegSource.Stream(stream, name), ffmpeg, cancellationToken);
            });
    }

    // What cannot seek goes through ffmpeg as it comes, however long; libsndfile would have to see the end of it first.
    private static ISeekableReader OpenPipe(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken)
    {
        var head = new byte[SoundSniffer.HeadBytes];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length == 0) throw new AudioException(name, EmptyReason);
        var whole = new PrefixedStream(head.AsMemory(0, length), stream);
        if (SoundSniffer.Kind(head.AsSpan(0, length)) == SoundKind.Mp4 || FfmpegProgram.Find(ffmpeg) is null)
            return OpenSpooled(whole, name, ffmpeg, cancellationToken);
        return FfmpegReader.Open(FfmpegSource.Stream(whole, name), ffmpeg, cancellationToken);
    }

    private static SpooledReader OpenSpooled(Stream stream, string name, string? ffmpeg, CancellationToken cancellationToken)
    {
        var spool = SpooledFile.Create(stream, name, cancellationToken);
        try
        {
            stream.Dispose();
            using var file = OpenFile(spool.FullPath);
            return new SpooledReader(OpenFile(file, spool.FullPath, name, ffmpeg, cancellationToken), spool);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    private static SoundKind Sniff(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[SoundSniffer.HeadBytes];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length == 0) throw new AudioException(name, EmptyReason);
        return SoundSniffer.Kind(head[..length]);
    }

    private static bool PrefersSoundFile(SoundKind kind, Stream stream) =>
        kind == SoundKind.SoundFile || (kind == SoundKind.Mpeg && SoundSniffer.TellsMpegLength(stream));

    private static ISeekableReader Choose(
        string name, bool soundFileFirst, SoundKind kind, string? ffmpeg,
        Func<ISeekableReader> openSoundFile, Func<ISeekableReader> openFfmpeg)
    {
        // libsndfile takes unknown bytes with a fitting extension for headerless sound, so it is asked only for what it knows.
        if (kind is SoundKind.Unknown or SoundKind.Mp4) return OpenByFfmpeg(name, ffmpeg, openFfmpeg);
        if (!soundFileFirst && FfmpegProgram.Find(ffmpeg) is null) return openSoundFile();
        var (first, second) = soundFileFirst ? (openSoundFile, openFfmpeg) : (openFfmpeg, openSoundFile);
        try
        {
            return first();
        }
        catch (AudioException refused)
        {
            try
            {
                return second();
            }
            catch (AudioException again)
            {
                var (soundFile, other) = soundFileFirst ? (refused, again) : (again, refused);
                throw new AudioException(name, $"cannot be decoded (libsndfile: {soundFile.Reason}; ffmpeg: {other.Reason})", refused);
            }
        }
    }

    private static ISeekableReader OpenByFfmpeg(string name, string? ffmpeg, Func<ISeekableReader> open)
    {
        try
        {
            return open();
        }
        catch (AudioException refused) when (FfmpegProgram.Find(ffmpeg) is not null)
        {
            throw new AudioException(name, $"is not audio that can be read (ffmpeg: {refused.Reason})", refused);
        }
    }
}
