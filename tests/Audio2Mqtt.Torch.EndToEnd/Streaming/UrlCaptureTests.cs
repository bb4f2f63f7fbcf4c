using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Streaming;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Streaming;

/// <summary>Addresses that play by themselves, through the real ffmpeg.</summary>
public sealed class UrlCaptureTests
{
    // RMS of a sine of half the full scale, in dBFS; mu-law adds noise 38 dB below, and a resampler's edge is not in it.
    private const double SineDbfs = -9.03;

    private static readonly string[] Secrets = [HttpStream.Password, HttpStream.PasswordInAddress, "s3cret"];

    [FfmpegFact]
    public async Task A_web_radio_behind_a_password_is_heard_and_nobody_can_read_the_password()
    {
        using var radio = new HttpStream();
        var source = CaptureSources.Url(radio.AddressWithPassword);
        Assert.Equal(radio.Address, source.Description);
        using var capture = source.Open(default);
        await HearsTheSine(capture);
        NobodySeesSecrets();
    }

    [RtspTheory]
    [InlineData("basic")]
    [InlineData("digest")]
    public async Task A_camera_behind_a_password_is_heard_and_nobody_can_read_the_password(string method)
    {
        using var camera = new RtspCamera(method);
        var source = CaptureSources.Url(camera.AddressWithPassword);
        Assert.Equal(camera.Address, source.Description);
        using var capture = source.Open(default);
        await HearsTheSine(capture);
        NobodySeesSecrets();
    }

    [FfmpegFact]
    public async Task Sound_comes_as_soon_as_it_is_sent()
    {
        using var radio = new HttpStream();
        using var capture = CaptureSources.Url(radio.AddressWithPassword).Open(default);
        _ = await capture.Hear(1);
        radio.IsSilent = true;
        for (var block = await capture.Hear(0.05); AudioLevel.Peak(block) > 0; block = await capture.Hear(0.05))
        {
        }

        radio.IsSilent = false;
        var began = radio.Sent;
        for (var block = await capture.Hear(0.01); AudioLevel.Peak(block) == 0; block = await capture.Hear(0.01))
        {
        }

        // WAV is taken in packets of 128 ms, and this machine may be busy. Unflushed it would be a second.
        var late = radio.Sent - began;
        Assert.InRange(late, 0, 16_000 * 0.3);
    }

    [FfmpegFact]
    public void A_wrong_password_and_a_dead_server_are_told_without_the_password()
    {
        using var radio = new HttpStream();
        var wrong = radio.AddressWithPassword.Replace(HttpStream.PasswordInAddress, "s3cret2", StringComparison.Ordinal);
        var refused = Assert.Throws<AudioException>(() => CaptureSources.Url(wrong).Open(default));
        Assert.Equal($"{radio.Address}: HTTP error 401 Unauthorized", refused.Message.Replace("Server returned 401 Unauthorized (authorization failed)", "HTTP error 401 Unauthorized", StringComparison.Ordinal));

        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var dead = Assert.Throws<AudioException>(() => CaptureSources.Url($"rtsp://cam:s3cret@127.0.0.1:{port}/live?p=s3cret").Open(default));
        Assert.StartsWith($"rtsp://127.0.0.1:{port}/live: ", dead.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", dead.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", dead.ToString(), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task A_stream_that_stalls_without_closing_ends_when_it_is_disposed_and_leaves_no_ffmpeg()
    {
        using var radio = new HttpStream(stallsAfter: 8);
        var capture = CaptureSources.Url(radio.AddressWithPassword).Open(default);

        // What ffmpeg looks at first is thrown away: sound that is heard says that it plays.
        _ = await capture.Hear(0.5);
        var reading = capture.Hear(3600);
        await radio.Stalled;
        Assert.NotEmpty(Children());
        capture.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading);
        Assert.DoesNotContain(Children(), id => CommandLine(id).Contains("concat", StringComparison.Ordinal));
    }

    [FfmpegFact]
    public async Task A_source_that_never_answers_is_given_up_when_the_token_is_cancelled()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var cancellation = new CancellationTokenSource();
        var opening = Task.Run(() => CaptureSources.Url($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/").Open(cancellation.Token));
        using var asked = await silent.AcceptTcpClientAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [RtspTheory]
    [InlineData("digest")]
    public async Task A_camera_that_reboots_breaks_the_read_and_can_be_opened_again(string method)
    {
        using var camera = new RtspCamera(method);
        var source = CaptureSources.Url(camera.AddressWithPassword);
        using var capture = source.Open(default);
        _ = await capture.Hear(0.5);
        var end = capture.Hear(3600);
        camera.Reboot();

        // How the connection closes decides whether it looks like an end or like an error.
        if (await Record.ExceptionAsync(() => end) is { } error) Assert.IsType<AudioException>(error);
        using var second = source.Open(default);
        await HearsTheSine(second);
    }

    private static async Task HearsTheSine(ICapture capture)
    {
        _ = await capture.Hear(0.2);
        var level = AudioLevel.ToDbfs(AudioLevel.Rms(await capture.Hear(1)));
        Assert.InRange(level, SineDbfs - 0.1, SineDbfs + 0.1);
    }

    // Of a child of ours everybody may read the command line, and its owner the environment.
    private static void NobodySeesSecrets()
    {
        var ffmpegs = Children().Where(id => CommandLine(id).Contains("concat", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(ffmpegs);
        foreach (var text in ffmpegs.SelectMany(id => (string[])[CommandLine(id), File.ReadAllText($"/proc/{id}/environ")]))
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    private static int[] Children() =>
    [
        .. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => ParentOf(id) == Environment.ProcessId),
    ];

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }
}
