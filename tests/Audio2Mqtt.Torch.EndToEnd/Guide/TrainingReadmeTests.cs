using Audio2Mqtt.Torch.Training.Demonstration;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Guide;

/// <summary>The commands of training/README.md, typed in their order.</summary>
public sealed class TrainingReadmeTests : IDisposable
{
    private readonly GuideScene scene = new();

    public void Dispose() => scene.Dispose();

    [GuideFact]
    public async Task Every_command_that_is_shown_does_what_is_said()
    {
        var page = new GuideDocument("training/README.md");
        Prepare();
        foreach (var command in page.Commands) await scene.TypeAsync(scene.WithoutMicrophone(command));
        Assert.True(page.Commands.Count >= 14, $"{page.Commands.Count} commands");
        Assert.Empty(page.Mentioned);
        Assert.Empty(page.Hidden);
        Assert.Equal(20, Directory.GetFiles(scene.At("training/doorbell"), "doorbell_0*").Length);
        Assert.Equal(80, Directory.GetFiles(scene.At("training/background")).Count(file => !Path.GetFileName(file).StartsWith("first", StringComparison.Ordinal)));
        Assert.True(Directory.GetFiles(scene.At("training/knock")).Length == 1 && Directory.GetFiles(scene.At("training/beeps")).Length >= 2);
        Assert.True(File.Exists(scene.At("training.html")) && File.Exists(scene.At("doorbell.html")) && File.Exists(scene.At("models/default/report.html")));
    }

    // What the page takes to be there: some clips, a long recording with its labels, recordings of a telephone.
    private void Prepare()
    {
        for (var i = 0; i < 6; i++)
        {
            GuideScene.Write(scene.At($"training/doorbell/first{i}.wav"), [DemoSounds.Clip("doorbell", 600 + i)]);
            GuideScene.Write(scene.At($"training/background/first{i}.wav"), [DemoSounds.Clip("background", 600 + i)]);
            GuideScene.Write(scene.At($"phone/ring{i}.wav"), [DemoSounds.Clip("doorbell", 700 + i)]);
        }

        GuideScene.Write(scene.At("long.flac"), [DemoSounds.Clip("background", 800), DemoSounds.Clip("knock", 801), DemoSounds.Clip("background", 802)]);
        File.WriteAllText(scene.At("long.txt"), "2.0\t4.0\tknock\n");
        float[] silence = new float[16_000];
        GuideScene.Write(scene.At("beeps.wav"), [DemoSounds.Clip("alarm", 900), silence, DemoSounds.Clip("alarm", 901), silence]);
        File.Move(scene.At("beeps.wav"), scene.At("beeps.m4a")); // what it is, its content tells
    }
}
