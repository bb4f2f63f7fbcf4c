using Audio2Mqtt.Torch.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

public sealed class StreamGeneratorTests : IDisposable
{
    // The measured ratio differs from the one asked for by the clip's fades, which lie outside of the active part, and by rounding.
    private const double SnrToleranceDb = 0.1;

    private readonly string folder = Directory.CreateTempSubdirectory("a2m-script-").FullName;

    public StreamGeneratorTests()
    {
        for (var k = 0; k < 4; k++)
        {
            Write("beep", k, t => t is > 0.5 and < 1.2 ? Math.Sin(2 * Math.PI * (500 + (100 * k)) * t) : 0);
            Write("hum", k, t => 0.1 * Math.Sin(2 * Math.PI * 120 * t));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_others()
    {
        var script = new StreamGenerator(Options(1)).Write(File("a.wav"));
        _ = new StreamGenerator(Options(1)).Write(File("b.wav"));
        _ = new StreamGenerator(Options(2)).Write(File("c.wav"));
        Assert.Equal(System.IO.File.ReadAllBytes(File("a.wav")), System.IO.File.ReadAllBytes(File("b.wav")));
        Assert.Equal(System.IO.File.ReadAllText(File("a.json")), System.IO.File.ReadAllText(File("b.json")));
        Assert.NotEqual(System.IO.File.ReadAllBytes(File("a.wav")), System.IO.File.ReadAllBytes(File("c.wav")));
        Assert.Equal(script.Sounds, StreamScript.Load(File("a.json")).Sounds);
        using var reader = AudioInput.Open(File("a.wav"));
        Assert.Equal((16_000, 1, 90L * 16_000), (reader.SampleRate, reader.Channels, reader.Frames));
    }

    [Fact]
    public void Every_sound_has_the_ratio_to_its_background_that_the_script_tells()
    {
        var first = 0.0;
        var count = 0;
        foreach (var section in new StreamGenerator(Options(3)).Sections())
        {
            foreach (var sound in section.Sounds)
            {
                var (from, to) = ((int)Math.Round((sound.StartSeconds - first) * 16_000), (int)Math.Round((sound.EndSeconds - first) * 16_000));
                var (signal, noise) = (0.0, 0.0);
                for (var k = from; k < to; k++)
                {
                    signal += Math.Pow(section.Samples[k] - section.Background[k], 2);
                    noise += Math.Pow(section.Background[k], 2);
                }

                // Both sounds go on without a pause, so that all of it is active.
                Assert.Equal(sound.SnrDb, 10 * Math.Log10(signal / noise), SnrToleranceDb);
                Assert.Equal(sound.Label == "beep" ? 0.7 : 3, sound.EndSeconds - sound.StartSeconds, 0.011);
                count++;
            }

            Assert.Equal(-40, AudioLevel.ToDbfs(AudioLevel.Rms(section.Background)), 0.01);
            first += section.Samples.Length / 16_000.0;
        }

        Assert.InRange(count, 8, 30);
    }

    [Fact]
    public void Sounds_do_not_overlap_nor_lie_over_a_background_of_their_name()
    {
        var options = Options(4) with { Backgrounds = ["white", Path.Combine(folder, "hum")], Minutes = 4 };
        var script = new StreamGenerator(options).Run(_ => { });
        Assert.All(script.Sounds.Zip(script.Sounds.Skip(1)), pair => Assert.True(pair.First.EndSeconds < pair.Second.StartSeconds));
        Assert.Equal(["white", "hum", "white", "hum"], script.Backgrounds.Select(one => one.Name));
        Assert.Contains(script.Sounds, sound => sound is { Label: "hum", Background: "white" });
        Assert.Contains(script.Sounds, sound => sound is { Label: "beep", Background: "hum" });
        Assert.DoesNotContain(script.Sounds, sound => sound is { Label: "hum", Background: "hum" });
        Assert.Equal([0.0, 10, 20], script.Sounds.Select(sound => sound.SnrDb).Distinct().Order());
    }

    private StreamScriptOptions Options(int seed) => new() { Clips = folder, Prefix = "1-", Minutes = 1.5, Seed = seed, Backgrounds = ["pink", "white"], SnrsDb = [20, 10, 0] };

    private string File(string name) => Path.Combine(folder, name);

    private void Write(string label, int number, Func<double, double> wave)
    {
        Directory.CreateDirectory(File(label));
        using var writer = AudioWriter.Create(Path.Combine(folder, label, $"1-{number}.wav"), new() { SampleRate = 16_000, Channels = 1 });
        writer.Write([.. Enumerable.Range(0, 48_000).Select(k => (float)(0.5 * wave(k / 16_000.0)))]);
        writer.Complete();
    }
}
