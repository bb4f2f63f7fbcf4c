using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Audio2Mqtt.Torch.EndToEnd.Cli;
using Audio2Mqtt.Torch.EndToEnd.Mqtt;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Listen;

/// <summary>How it ends, and what it says of itself while it runs.</summary>
public class ListenStopTests
{
    /// <summary>What is promised of every end.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    [ListenTheory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task Told_to_stop_it_says_good_bye_within_two_seconds_with_exit_code_0(PosixSignal signal)
    {
        using var run = await ListenRun.StartAsync(null, null, "--source", "-", "--pcm", "s16le:16000:1", "--base");
        await run.GiveAsync(new byte[64_000]);
        await run.MessageAsync("stdin: online");
        var watch = Stopwatch.StartNew();
        run.Signal(signal);
        var result = await run.EndAsync();
        Assert.True(watch.Elapsed < Promise, $"it took {watch.Elapsed.TotalSeconds:0.00} s");
        Assert.Equal(0, result.ExitCode);
        string[] words = ["Stopping listener...", "Statistics:", "Goodbye!"];
        Assert.Equal(words, result.ErrorLines.Where(words.Contains));
    }

    [ListenFact]
    public async Task It_stops_by_itself_after_the_time_that_I_give()
    {
        using var run = await ListenRun.StartAsync(null, null, "--source", "-", "--pcm", "s16le:16000:1", "--base", "--duration", "0.5");
        await run.GiveAsync(new byte[64_000]);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [ListenFact]
    public async Task A_source_that_is_away_is_tried_again_and_its_credentials_are_nowhere_to_be_read()
    {
        using var scratch = new Scratch();
        var port = Broker.FreePort();
        var path = scratch.Write("a2m.yaml", $"sources:\n  - name: yard\n    url: rtsp://me:${{CAMERA_PASSWORD}}@127.0.0.1:{port}/x?key=${{CAMERA_PASSWORD}}\nmqtt: {{host: 127.0.0.1, port: {port}, user: me}}\n");
        using var run = await ListenRun.StartAsync(new() { ["CAMERA_PASSWORD"] = "hunter2", ["A2M_MQTT_PASSWORD"] = "hunter3" }, null, "--config", path, "--base", "--verbose");
        await run.MessageAsync("yard: offline");
        var commandLines = new StringBuilder();
        foreach (var process in Directory.GetDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            try
            {
                commandLines.Append(await File.ReadAllTextAsync(Path.Combine(process, "cmdline")));
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        await run.MessageAsync("opening it again in 2 s");
        run.Signal(PosixSignal.SIGTERM);
        var result = await run.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("hunter", commandLines.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("Listening to: yard (rtsp://127.0.0.1:", StringComparison.Ordinal));
    }

    [ListenFact]
    public async Task systemd_is_told_that_it_is_ready_alive_and_stopping()
    {
        using var scratch = new Scratch();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(scratch.At("notify")));
        manager.ReceiveTimeout = 30_000;
        using var run = await ListenRun.StartAsync(
            new() { ["NOTIFY_SOCKET"] = scratch.At("notify"), ["WATCHDOG_USEC"] = "900000" }, null, "--source", "-", "--pcm", "s16le:16000:1", "--base");
        await run.GiveAsync(new byte[64_000]);
        Assert.StartsWith("READY=1\nSTATUS=0 of 1 sources heard, 0 detections", Receive(), StringComparison.Ordinal);
        Assert.Equal("STATUS=1 of 1 sources heard, 0 detections", ReceiveBut("WATCHDOG=1", "STATUS=0"));

        // A sign of life is given for patches that were looked at, and for none there is none.
        await run.GiveAsync(new byte[64_000]);
        Assert.Equal("WATCHDOG=1", Receive());
        while (manager.Poll(TimeSpan.FromSeconds(1.5), SelectMode.SelectRead)) Assert.Equal("WATCHDOG=1", Receive());
        await run.GiveAsync(new byte[64_000]);
        Assert.Equal("WATCHDOG=1", Receive());
        run.Signal(PosixSignal.SIGTERM);
        Assert.Equal("STOPPING=1", ReceiveBut("WATCHDOG=1"));
        Assert.Equal(0, (await run.EndAsync()).ExitCode);

        string Receive()
        {
            var buffer = new byte[1024];
            return Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer));
        }

        string ReceiveBut(params string[] others)
        {
            string text;
            while (Array.Exists(others, (text = Receive()).StartsWith))
            {
            }

            return text;
        }
    }
}
