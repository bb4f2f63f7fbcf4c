using System.Text;
using Audio2Mqtt.Torch.Cli.Configuration;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>Whatever the bytes are, they are a configuration or are told what is wrong with them.</summary>
public class ConfigurationFuzzTests
{
    private const string Good = """
        # a file with everything
        sources:
          - name: kitchen
            microphone: true
            channel: 2
            classes: [Dog, "Doorbell", 'Glass']
            sounds: {dog: [Bark, Howl], Cat: 0.5}
          - {name: yard, url: "rtsp://${USER:-u}@camera/x", model: yamnet, hop: 0.24}
        sounds:
          Dog: {threshold: 0.5, metadata: {room: hall}}
          bell: >
            Doorbell
        listen: {threshold: 0.6, confirm: 2/3, smoothing: 3:geometric, energy_threshold: off}
        mqtt:
          host: localhost
          password: |
            secret
        recording: {dir: clips, max_size: 2GB}
        """;

    [Fact]
    public void The_file_that_is_broken_here_is_a_good_one() => Assert.Empty(Setups.Parse(Good).Problems);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_bytes_bring_an_exception(int seed)
    {
        var random = new Random(seed);
        byte[] special = [.. "{}[]:,-*&!|>%@`'\"?#\n\t $\0\xFF"u8];
        for (var run = 0; run < 1500; run++)
        {
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(Good)];
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                var value = random.Next(3) == 0 ? (byte)random.Next(256) : special[random.Next(special.Length)];
                if (random.Next(3) is 0) bytes[at] = value;
                else if (random.Next(2) is 0) bytes.Insert(at, value);
                else bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at));
            }

            var problems = new List<Problem>();
            ConfigurationFile.Parse([.. bytes], "a2m.yaml", "", _ => null, problems);
            Assert.All(problems, problem => Assert.True(problem.Line >= 1 && problem.Message.Length > 0, problem.ToString()));
        }
    }

    [Theory]
    [InlineData(10_000, "[")]
    [InlineData(10_000, "{a: ")]
    [InlineData(3_000, "- ")]
    public void However_deep_it_is_it_ends(int times, string part)
    {
        var (_, problems) = Setups.Parse(string.Concat(Enumerable.Repeat(part, times)));
        Assert.NotEmpty(problems);
    }
}
