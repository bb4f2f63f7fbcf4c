using System.Net;
using System.Net.Sockets;
using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Mqtt;

public class BrokerAccessTests
{
    [BrokerFact]
    public async Task A_wrong_password_is_told_once_and_the_right_one_lets_me_in()
    {
        using var broker = new Broker("me", "right");
        using var scene = new Scene();
        var wrong = scene.Sink(scene.Options(broker) with { User = "me", Password = "wrong" });
        await Waiting.UntilAsync(() => File.ReadLines(broker.Log).Count(line => line.Contains("not authorised", StringComparison.Ordinal)) >= 2);
        await wrong.CompleteAsync(CancellationToken.None);
        Assert.Equal($"MQTT broker localhost:{broker.Port}: refuses the user name or the password; check both; trying again", Assert.Single(scene.Told));
        await ConnectsAsync(scene, scene.Options(broker) with { User = "me", Password = "right" });
    }

    [BrokerFact]
    public async Task A_broker_under_TLS_is_believed_when_I_know_its_authority()
    {
        using var tls = new BrokerCertificate();
        using var broker = new Broker(tls: tls);
        using var scene = new Scene();
        await ConnectsAsync(scene, scene.Options(broker) with { CaFile = tls.AuthorityFile });
    }

    [BrokerFact]
    public async Task A_broker_that_wants_my_certificate_gets_it()
    {
        using var tls = new BrokerCertificate();
        using var broker = new Broker(tls: tls, wantsClientCertificate: true);
        using var scene = new Scene();
        await ConnectsAsync(scene, scene.Options(broker) with { CaFile = tls.AuthorityFile, CertificateFile = tls.ClientFile, KeyFile = tls.ClientKeyFile });
        await RefusedAsync(scene, scene.Options(broker) with { CaFile = tls.AuthorityFile }, "wants a certificate of ours; name its file and that of its key");
    }

    [BrokerFact]
    public async Task An_expired_certificate_is_told_as_such()
    {
        using var tls = new BrokerCertificate(end: DateTimeOffset.UtcNow.AddDays(-1));
        using var broker = new Broker(tls: tls);
        using var scene = new Scene();
        await RefusedAsync(scene, scene.Options(broker) with { CaFile = tls.AuthorityFile }, "its certificate has expired; renew it there, or set the clock here");
    }

    [BrokerFact]
    public async Task An_authority_that_I_do_not_know_is_told_as_such()
    {
        using var tls = new BrokerCertificate();
        using var other = new BrokerCertificate();
        using var broker = new Broker(tls: tls);
        using var scene = new Scene();
        const string expected = "its certificate is signed by an authority that is not trusted here; name the file of that authority";
        await RefusedAsync(scene, scene.Options(broker) with { CaFile = other.AuthorityFile }, expected);
        await RefusedAsync(scene, scene.Options(broker) with { Tls = true }, expected);
        await ConnectsAsync(scene, scene.Options(broker) with { Tls = true, Insecure = true });
    }

    [BrokerFact]
    public async Task A_certificate_for_another_host_is_told_as_such()
    {
        using var tls = new BrokerCertificate(host: "elsewhere.example");
        using var broker = new Broker(tls: tls);
        using var scene = new Scene();
        await RefusedAsync(
            scene, scene.Options(broker) with { CaFile = tls.AuthorityFile }, "its certificate is for another host; use the name that the certificate has");
    }

    [BrokerFact]
    public async Task TLS_on_one_side_only_is_told_as_such()
    {
        using var tls = new BrokerCertificate();
        using var plain = new Broker();
        using var secure = new Broker(tls: tls);
        using var scene = new Scene();
        await RefusedAsync(scene, scene.Options(secure), "has closed the connection at once; is it an MQTT broker, with or without TLS as we are?");
        await RefusedAsync(scene, scene.Options(plain) with { CaFile = tls.AuthorityFile }, "TLS cannot be agreed on");
    }

    [BrokerFact]
    public async Task Two_programs_of_one_client_id_are_told_so()
    {
        using var broker = new Broker();
        using var scene = new Scene();
        var options = scene.Options(broker) with { ClientId = "same" };
        var first = scene.Sink(options);
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("connected", StringComparison.Ordinal)));
        await using var second = await Subscriber.ToAsync(options, "a2m/#");
        await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("another client has the id 'same' too", StringComparison.Ordinal)), scene.Told);
        await first.CompleteAsync(CancellationToken.None);
    }

    [BrokerFact]
    public async Task A_host_that_is_none_is_told_as_such()
    {
        using var scene = new Scene();
        await RefusedAsync(scene, scene.Options(1883) with { Host = "nowhere.invalid" }, "unknown host; check its name");
    }

    [BrokerFact]
    public async Task A_broker_that_knows_no_MQTT_5_is_spoken_to_in_3_1_1()
    {
        foreach (var answer in (byte[][])[[0x20, 2, 0, 1], []])
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var serving = OldBrokerAsync(listener, answer);
            using var scene = new Scene();
            var sink = scene.Sink(scene.Options(((IPEndPoint)listener.LocalEndpoint).Port));
            await Waiting.UntilAsync(() => scene.Told.Any(line => line.Contains("(MQTT 3.1.1)", StringComparison.Ordinal)));
            await sink.CompleteAsync(CancellationToken.None);
            listener.Stop();
            await serving;
        }
    }

    private static async Task ConnectsAsync(Scene scene, MqttOptions options)
    {
        await using var subscriber = await Subscriber.ToAsync(options, "a2m/attic/status");
        var sink = scene.Sink(options);
        await subscriber.UntilAsync("a2m/attic/status", "online");
        await sink.CompleteAsync(CancellationToken.None);
        await subscriber.UntilAsync("a2m/attic/status", "offline");
    }

    private static async Task RefusedAsync(Scene scene, MqttOptions options, string reason)
    {
        scene.Told.Clear();
        var sink = scene.Sink(options);
        await Waiting.UntilAsync(() => !scene.Told.IsEmpty);
        await sink.CompleteAsync(CancellationToken.None);
        var line = Assert.Single(scene.Told);
        Assert.StartsWith($"MQTT broker {options.Host}:{options.Port}: {reason}", line, StringComparison.Ordinal);
        Assert.EndsWith("; trying again", line, StringComparison.Ordinal);
    }

    // Answers a CONNECT of MQTT 5 as it is told and hangs up, and accepts one of 3.1.1: the level is the byte after "MQTT".
    private static async Task OldBrokerAsync(TcpListener listener, byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var buffer = new byte[4096];
                var length = await stream.ReadAsync(buffer);
                var level = buffer.AsSpan(0, length).IndexOf("MQTT"u8);
                if (level < 0 || buffer[level + 4] == 5)
                {
                    await stream.WriteAsync(answer);
                    continue;
                }

                await stream.WriteAsync((byte[])[0x20, 2, 0, 0]);
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The end.
        }
    }
}
