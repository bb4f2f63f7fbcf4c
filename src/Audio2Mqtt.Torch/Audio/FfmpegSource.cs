namespace Audio2Mqtt.Torch.Audio;

/// <summary>What ffmpeg is to read, and what it may reach while it does.</summary>
/// <param name="Input">The argument of <c>-i</c>.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Protocols">The whitelist: a local playlist must not reach the network, nor one on the network local files.</param>
internal sealed record FfmpegSource(string Input, string Name, string Protocols)
{
    // 15 s without a byte, in ffmpeg's microseconds: a dead server becomes an error, not a hang.
    private const string NetworkTimeoutMicroseconds = "15000000";

    private static readonly Dictionary<string, string> ProtocolsOfScheme = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http"] = "http,https,httpproxy,tcp,tls,crypto,data",
        ["https"] = "http,https,httpproxy,tcp,tls,crypto,data",
        ["ftp"] = "ftp,tcp",
        ["rtsp"] = "rtsp,rtsps,rtp,srtp,udp,tcp,tls,http,https",
        ["rtsps"] = "rtsp,rtsps,rtp,srtp,udp,tcp,tls,http,https",
        ["rtmp"] = "rtmp,rtmps,tcp,tls",
        ["rtmps"] = "rtmp,rtmps,tcp,tls",
        ["rtp"] = "rtp,srtp,udp",
        ["udp"] = "udp",
        ["srt"] = "srt,udp",
    };

    /// <summary>The bytes of standard input, where they come from a stream of ours.</summary>
    internal Stream? Pipe { get; init; }

    /// <summary>Whether its index counts samples, so that a jump to a whole second is exact.</summary>
    internal bool CountsSamples { get; init; }

    /// <summary>Arguments before <c>-i</c>.</summary>
    internal IReadOnlyList<string> InputOptions { get; init; } = [];

    /// <summary>A local file. The <c>file:</c> in front makes every name safe, one with a dash or a colon too.</summary>
    internal static FfmpegSource File(string path, string name) => new($"file:{Path.GetFullPath(path)}", name, "file,crypto,data");

    /// <summary>A stream, fed through standard input.</summary>
    internal static FfmpegSource Stream(Stream stream, string name) => new("pipe:0", name, "pipe,crypto,data") { Pipe = stream };

    /// <summary>A URL; its user and password stay out of messages.</summary>
    /// <exception cref="AudioException">The scheme is not among the known ones.</exception>
    internal static FfmpegSource Url(string url)
    {
        var (scheme, name) = (url[..url.IndexOf("://", StringComparison.Ordinal)], WithoutUser(url));
        if (!ProtocolsOfScheme.TryGetValue(scheme, out var protocols))
            throw new AudioException(name, $"cannot read '{scheme}' addresses; {string.Join(", ", ProtocolsOfScheme.Keys)} and file work");
        var takesTimeout = scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return new FfmpegSource(url, name, protocols) { InputOptions = takesTimeout ? ["-rw_timeout", NetworkTimeoutMicroseconds] : [] };
    }

    /// <summary>Whether a path is an address with a scheme.</summary>
    internal static bool IsUrl(string path)
    {
        var end = path.IndexOf("://", StringComparison.Ordinal);
        return end > 1 && Uri.CheckSchemeName(path[..end]);
    }

    /// <summary>The whole command line: the first audio stream as float WAV, whose header tells rate and channels.</summary>
    internal IReadOnlyList<string> Arguments =>
    [
        "-hide_banner", "-nostats", "-loglevel", "level+info", .. Pipe is null ? (string[])["-nostdin"] : [],
        "-protocol_whitelist", Protocols, .. InputOptions, "-i", Input,
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
    ];

    private static string WithoutUser(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#'], authority);
        var at = url.LastIndexOf('@', end < 0 ? url.Length - 1 : end);
        return at >= authority ? url[..authority] + url[(at + 1)..] : url;
    }
}
