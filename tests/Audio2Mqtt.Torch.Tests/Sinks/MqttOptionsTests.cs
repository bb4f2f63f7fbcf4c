using Audio2Mqtt.Torch.Sinks;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Sinks;

public class MqttOptionsTests
{
    [Fact]
    public void The_port_follows_TLS_unless_it_is_given()
    {
        Assert.Equal(1883, new MqttOptions().Port);
        Assert.Equal(8883, new MqttOptions { Tls = true }.Port);
        Assert.Equal(8883, new MqttOptions { CaFile = "ca.pem" }.Port);
        Assert.Equal(1234, new MqttOptions { Tls = true, Port = 1234 }.Port);
    }

    [Fact]
    public void The_password_is_in_no_text()
    {
        var options = new MqttOptions { User = "me", Password = "secret" };
        Assert.DoesNotContain("secret", $"{options}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/+/b")]
    [InlineData("#")]
    [InlineData("$SYS")]
    public void What_cannot_begin_a_topic_is_refused(string topic)
    {
        Assert.Throws<ArgumentException>(() => new MqttOptions { BaseTopic = topic });
        Assert.Throws<ArgumentException>(() => new MqttOptions { HomeAssistantPrefix = topic });
        Assert.Throws<ArgumentException>(() => new MqttOptions { CompatibilityPrefix = topic });
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttOptions { Port = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttOptions { Port = 65536 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttOptions { QueueSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttOptions { KeepAlive = TimeSpan.FromSeconds(1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttOptions { LevelInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(() => new MqttOptions { Host = "" });
        Assert.Throws<ArgumentException>(() => new MqttOptions { Node = " " });
    }

    [Fact]
    public void What_does_not_fit_together_is_told_all_at_once() => Assert.Equal(
        [
            "an MQTT password needs a user", "the certificate /absent/c.pem needs the file of its key", "/absent/ca.pem: no such file",
            "/absent/c.pem: no such file", "our topics and Home Assistant's cannot both begin with 'homeassistant'",
        ],
        new MqttOptions { Password = "x", CaFile = "/absent/ca.pem", CertificateFile = "/absent/c.pem", BaseTopic = "homeassistant" }.Problems());
}
