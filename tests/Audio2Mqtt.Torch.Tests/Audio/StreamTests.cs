using System.Net;
using System.Net.Sockets;
using System.Text;
using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Audio;

/// <summary>Sources that are no files: pipes, streams, addresses.</summary>
public class StreamTests
{
    [FfmpegTheory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.ogg")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.mka")]
    public void A_pipe_gives_what_the_file_gives(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode(file, Signals.Chirp(44_100, 44_100, 2), 44_100, 2);
        using var direct = AudioInput.Open(path);
        var expected = direct.ReadToEnd();
        foreach (var canSeek in (bool[])[false, true])
        {
            var stream = new Trickle(File.ReadAllBytes(path), canSeek);
            using var reader = AudioInput.Open(stream, "pipe");
            var actual = reader.ReadToEnd();
            Assert.Equal((44_100, 2), (reader.SampleRate, reader.Channels));
            Assert.InRange(actual.Length - expected.Length, -2, 2 * 2 * 1152);

            // Two decoders, libsndfile's and ffmpeg's, differ in the last bits of lossy formats; encoder delays are taken out by both.
            for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++) Assert.InRange(actual[i] - expected[i], -2e-4f, 2e-4f);
            reader.Dispose();
            Assert.True(stream.IsDisposed);
        }
    }

    [Fact]
    public void A_pipe_is_read_without_ffmpeg_too()
    {
        var samples = Signals.Noise(5000, seed: 1);
        var stream = new Trickle(WavFile.Bytes(samples, 16_000, 1, 32, isFloat: true), canSeek: false);
        using var reader = AudioInput.Open(stream, "pipe", new AudioInputOptions { FfmpegPath = "/nowhere/ffmpeg" });
        Assert.Equal(samples, reader.ReadToEnd());
    }

    [FfmpegFact]
    public void A_pipe_without_an_end_is_read_as_it_comes()
    {
        using var reader = AudioInput.Open(new EndlessWav(), "pipe", new AudioInputOptions { Duration = TimeSpan.FromSeconds(2) });
        Assert.Equal(32_000, reader.ReadToEnd().Length);
    }

    [FfmpegFact]
    public void A_pipe_that_breaks_is_an_error_and_not_a_crash()
    {
        var empty = Assert.Throws<AudioException>(() => AudioInput.Open(new Trickle([], canSeek: false), "pipe"));
        Assert.Equal("pipe: is empty (0 bytes)", empty.Message);
        var text = Assert.Throws<AudioException>(() => AudioInput.Open(new Trickle("Dear diary\n"u8.ToArray(), canSeek: false), "pipe"));
        Assert.Equal("pipe: Invalid data found when processing input", text.Message.Replace("pipe:0: ", "", StringComparison.Ordinal));
        var failing = Assert.Throws<AudioException>(() => AudioInput.Open(new FailingStream(), "pipe"));
        Assert.Equal("pipe: the cable is cut", failing.Message);
    }

    [Fact]
    public void A_seekable_stream_that_fails_in_the_middle_is_an_error_and_not_a_crash()
    {
        var file = WavFile.Bytes(Signals.Noise(200_000, seed: 1), 16_000, 1, 16);
        using var reader = AudioInput.Open(new Trickle(file, canSeek: true) { FailsAt = 100_000 }, "stream");
        Assert.Equal("stream: the cable is cut", Assert.Throws<AudioException>(() => reader.ReadToEnd()).Message);
    }

    [FfmpegTheory]
    [InlineData("a.ogg")]
    [InlineData("a.m4a")]
    public async Task An_address_is_read(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Encode(file, Signals.Tone(440, 16_000, 16_000), 16_000, 1);
        using var server = new OneFileServer(File.ReadAllBytes(path));
        var length = await Task.Run(() =>
        {
            using var reader = AudioInput.OpenMono16k(server.Address);
            return reader.ReadToEnd().Length;
        }).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(length, 16_000, 19_000);
    }

    [FfmpegFact]
    public async Task An_address_that_is_not_there_is_told_without_its_password()
    {
        using var server = new OneFileServer(null);
        var address = server.Address.Replace("://", "://me:secret@", StringComparison.Ordinal);
        var opening = Task.Run(() => AudioInput.Open(address));
        var error = await Assert.ThrowsAsync<AudioException>(() => opening.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(server.Address, error.Path);
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_an_unknown_kind_names_the_known_ones()
    {
        var error = Assert.Throws<AudioException>(() => AudioInput.Open("gopher://host/clip"));
        Assert.StartsWith("gopher://host/clip: cannot read 'gopher' addresses; http, https,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_address_is_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a b.wav", WavFile.Bytes(new float[100], 16_000, 1, 16));
        using var reader = AudioInput.Open(new Uri(path).AbsoluteUri);
        Assert.Equal(100, reader.ReadToEnd().Length);
    }

    [FfmpegFact]
    public void A_local_playlist_does_not_reach_the_network()
    {
        using var server = new OneFileServer([]);
        using var folder = new TemporaryFolder();
        var playlist = $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{server.Address}\n#EXT-X-ENDLIST\n";
        var path = folder.Write("a.m3u8", Encoding.ASCII.GetBytes(playlist));
        Assert.Throws<AudioException>(() => AudioInput.Open(path));
        Assert.Equal(0, server.Requests);
    }

    [FfmpegFact]
    public async Task A_cancelled_token_ends_a_read_that_waits()
    {
        using var cancellation = new CancellationTokenSource();
        using var silent = new HoldingStream([.. "RIFF"u8, .. new byte[60]]);
        var opening = Task.Run(() => AudioInput.Open(silent, "pipe", null, cancellation.Token));
        await silent.Waiting.WaitAsync(TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    /// <summary>Hands out pieces of odd sizes, as pipes do.</summary>
    private sealed class Trickle(byte[] bytes, bool canSeek) : MemoryStream(bytes)
    {
        internal bool IsDisposed { get; private set; }

        internal int FailsAt { get; init; } = int.MaxValue;

        public override bool CanSeek => canSeek;

        public override int Read(byte[] buffer, int offset, int count) =>
            Position > FailsAt ? throw new IOException("the cable is cut") : base.Read(buffer, offset, Math.Min(count, 777));

        // A memory stream's own span overload sends derived classes through the array one, and so back here.
        public override int Read(Span<byte> buffer)
        {
            var block = new byte[Math.Min(buffer.Length, 777)];
            var count = Read(block, 0, block.Length);
            block.AsSpan(0, count).CopyTo(buffer);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>A WAV header of unknown length and silence for ever.</summary>
    private sealed class EndlessWav : ForwardStream
    {
        private readonly byte[] _header = WavFile.Bytes([], 16_000, 1, 16);
        private int _position;

        public EndlessWav() => _header.AsSpan(40, 4).Fill(0xFF);

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position < _header.Length)
            {
                buffer[offset] = _header[_position++];
                return 1;
            }

            Array.Clear(buffer, offset, count);
            return count;
        }
    }

    private sealed class FailingStream : ForwardStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the cable is cut");
    }

    /// <summary>Serves one file, or 404, to every request on the loopback address.</summary>
    private sealed class OneFileServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[]? _file;
        private int _requests;

        internal OneFileServer(byte[]? file)
        {
            _file = file;
            _listener.Start();
            _ = ServeAsync();
        }

        internal string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/clip";

        internal int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _requests);
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            try
            {
                _ = await stream.ReadAsync(new byte[4096]);
                var head = _file is null ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    : $"HTTP/1.1 200 OK\r\nContent-Length: {_file.Length}\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
                if (_file is not null) await stream.WriteAsync(_file);
            }
            catch (IOException)
            {
                // The client had enough, as ffmpeg does after probing.
            }
        }
    }
}
