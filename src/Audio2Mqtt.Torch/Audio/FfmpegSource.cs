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

    /// <summary>
    /// What ffmpeg reads on standard input instead of being told: a command line is for everybody on the machine to see, and an address may hold a
    /// password. It is a list of one entry in ffmpeg's own format (https://ffmpeg.org/ffmpeg-formats.html#concat-1).
    /// </summary>
    internal string? Script { get; private init; }

    /// <summary>What the container is called instead of what ffmpeg says of a <see cref="Script"/>; null for what it says.</summary>
    internal string? Container { get; private init; }

    /// <summary>Whether it plays by itself: nothing is held back, and its breaking off is an error.</summary>
    internal bool IsLive { get; private init; }

    /// <summary>Whether its index counts samples, so that a jump to a whole second is exact.</summary>
    internal bool CountsSamples { get; init; }

    /// <summary>Arguments before <c>-i</c>.</summary>
    internal IReadOnlyList<string> InputOptions { get; init; } = [];

    /// <summary>Arguments before the output.</summary>
    internal IReadOnlyList<string> OutputOptions { get; private init; } = [];

    /// <summary>A local file. The <c>file:</c> in front makes every name safe, one with a dash or a colon too.</summary>
    internal static FfmpegSource File(string path, string name) => new($"file:{Path.GetFullPath(path)}", name, "file,crypto,data");

    /// <summary>A stream, fed through standard input.</summary>
    internal static FfmpegSource Stream(Stream stream, string name) => new("pipe:0", name, "pipe,crypto,data") { Pipe = stream };

    /// <summary>A URL that holds a recording; user, password and query stay out of messages and off command lines.</summary>
    /// <exception cref="AudioException">The scheme is not among the known ones.</exception>
    internal static FfmpegSource Url(string url) => AddressText.WithoutSecrets(url) == url ? Plain(url) : Scripted(url, []);

    /// <summary>A URL that plays by itself: prompt rather than thorough.</summary>
    /// <inheritdoc cref="Url"/>
    internal static FfmpegSource LiveUrl(string url)
    {
        // Enough to meet the sound of a video stream, yet not the default's five seconds of it; and what was looked at is not played late.
        string[] prompt = ["fflags nobuffer", "probesize 500000", "analyzeduration 1000000"];
        return Scripted(url, prompt) with { IsLive = true, InputOptions = ["-fflags", "nobuffer", "-flags", "low_delay"], OutputOptions = ["-flush_packets", "1"] };
    }

    /// <summary>A device of the system, by the input format that has it.</summary>
    internal static FfmpegSource Device(string format, string input, string name)
    {
        // dshow collects half a second where it is not told otherwise.
        string[] prompt = format == "dshow" ? ["-audio_buffer_size", "20"] : [];
        return new FfmpegSource(input, name, "file") { IsLive = true, InputOptions = ["-f", format, .. prompt], OutputOptions = ["-flush_packets", "1"] };
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
        "-hide_banner", "-nostats", "-loglevel", "level+info", .. Pipe is null && Script is null ? (string[])["-nostdin"] : [],
        "-protocol_whitelist", Protocols, .. InputOptions, .. Script is null ? (string[])[] : ["-safe", "0", "-f", "concat"], "-i", Input,
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-c:a", "pcm_f32le", .. OutputOptions, "-f", "wav", "pipe:1",
    ];

    private static FfmpegSource Plain(string url)
    {
        var takesTimeout = SchemeOf(url).StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return new FfmpegSource(url, url, ProtocolsOf(url)) { InputOptions = takesTimeout ? ["-rw_timeout", NetworkTimeoutMicroseconds] : [] };
    }

    private static FfmpegSource Scripted(string url, IReadOnlyList<string> options)
    {
        var (protocols, name, scheme) = (ProtocolsOf(url), AddressText.WithoutSecrets(url), SchemeOf(url).ToLowerInvariant());
        if (url.Any(char.IsControl)) throw new AudioException(name, "has a control character in its address: write it as %0A");
        string[] own = scheme switch
        {
            // Over TCP nothing is lost on a wireless way; the picture is not fetched.
            "rtsp" or "rtsps" => ["rtsp_transport tcp", "allowed_media_types audio", $"timeout {NetworkTimeoutMicroseconds}"],
            "http" or "https" or "rtmp" or "rtmps" => [$"rw_timeout {NetworkTimeoutMicroseconds}"],
            _ => [],
        };
        string[] lines = ["ffconcat version 1.0", $"file '{url.Replace("'", @"'\''", StringComparison.Ordinal)}'", .. own.Concat(options).Select(option => $"option {option}")];
        return new FfmpegSource("pipe:0", name, $"pipe,{protocols}") { Script = string.Join('\n', lines) + "\n", Container = scheme };
    }

    private static string SchemeOf(string url) => url[..url.IndexOf("://", StringComparison.Ordinal)];

    private static string ProtocolsOf(string url) => ProtocolsOfScheme.TryGetValue(SchemeOf(url), out var protocols) ? protocols
        : throw new AudioException(
            AddressText.WithoutSecrets(url), $"cannot read '{SchemeOf(url)}' addresses; {string.Join(", ", ProtocolsOfScheme.Keys)} and file work");
}
