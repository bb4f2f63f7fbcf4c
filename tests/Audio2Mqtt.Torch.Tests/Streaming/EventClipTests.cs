using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Streaming;
using Audio2Mqtt.Torch.Tests.Audio;
using Audio2Mqtt.Torch.Tests.Golden;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Streaming;

public sealed class EventClipTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("a2m-clips-").FullName;
    private readonly Yamnet? network = GoldenData.Available ? GenuineYamnet.Load("lite6") : null;

    public void Dispose()
    {
        network?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GoldenTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_s_audio_is_kept_as_it_came_from_before_its_start_until_after_its_end_sample_by_sample(bool denoise)
    {
        float[] samples = [.. Signals.Noise(48_000, seed: 1, amplitude: 0.002), .. Recording("miaow_16k"), .. Signals.Noise(64_000, seed: 2, amplitude: 0.002)];
        var kept = new ClipOptions { Folder = folder, Before = TimeSpan.FromSeconds(1.5), After = TimeSpan.FromSeconds(2) };
        var events = await Listen(samples, kept, "Cat", new() { Denoise = denoise });
        var end = events.First(one => one.Phase == EventPhase.End);
        using var reader = AudioInput.Open(end.Clip!);
        var clip = reader.ReadToEnd();
        var first = (int)end.StartSample - 24_000;
        Assert.Equal((int)(end.EndSample - end.StartSample) + 24_000 + 32_000, clip.Length);
        for (var i = 0; i < clip.Length; i++) Assert.Equal(samples[first + i], clip[i], 1f / 65_536); // 16 bits: half a step
        Assert.StartsWith(folder, end.Clip!, StringComparison.Ordinal);
        Assert.All(events.Where(one => one.Id == end.Id), one => Assert.Equal(end.Clip, one.Clip));
        Assert.Equal(events.Select(one => one.Id).Distinct().Count(), Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count());
    }

    [GoldenFact]
    public async Task A_clip_with_speech_in_it_is_not_kept_and_one_without_is()
    {
        float[] samples =
            [.. new float[32_000], .. Recording("miaow_16k"), .. new float[200_000], .. Recording("speech_whistling2"), .. Recording("miaow_16k"), .. new float[48_000]];
        var events = await Listen(samples, new() { Folder = folder, Before = TimeSpan.FromSeconds(10), NoSpeech = true }, "Cat");
        SoundEvent[] ends = [.. events.Where(one => one.Phase == EventPhase.End)];
        Assert.True(ends.Length >= 2, $"{ends.Length} events");
        Assert.True(File.Exists(ends[0].Clip), "the cat alone");
        Assert.False(File.Exists(ends[^1].Clip), "the cat after somebody spoke");
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Path.GetFileName(file).StartsWith('.'));
    }

    [Fact]
    public void The_oldest_clips_make_way_for_size_and_age_and_nothing_else_is_touched()
    {
        var now = DateTime.UtcNow;
        string Clip(string name, double hoursAgo)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, new byte[1000]);
            File.SetLastWriteTimeUtc(path, now.AddHours(-hoursAgo));
            return path;
        }

        var mine = Clip("holiday.flac", 1000);
        var (old, middle, young) = (Clip("01_dog.flac", 30), Clip("02_dog.flac", 20), Clip("03_dog.flac", 1));
        new ClipQuota(new() { Folder = folder, MaxAge = TimeSpan.FromHours(24) }).Keep(young);
        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(middle), File.Exists(young)));
        new ClipQuota(new() { Folder = folder, MaxBytes = 1500 }).Keep(young);
        Assert.Equal((false, true, true), (File.Exists(middle), File.Exists(young), File.Exists(mine)));
    }

    [GoldenFact]
    public async Task A_folder_that_cannot_be_written_does_not_end_listening()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        float[] samples = [.. new float[16_000], .. Recording("miaow_16k"), .. new float[32_000]];
        var events = await Listen(samples, new() { Folder = file }, "Cat");
        Assert.Contains(events, one => one.Phase == EventPhase.End);
    }

    private static float[] Recording(string name) => GoldenData.Samples(GoldenData.Recording(name));

    private async Task<IReadOnlyList<SoundEvent>> Listen(float[] samples, ClipOptions clips, string sound, SoundPreparation? preparation = null)
    {
        using var model = ListeningModel.OfYamnet(network!);
        var sink = new RecordedSink();
        var source = new ListeningSource
        {
            Name = "the room",
            Capture = ScriptedCapture.Recording(samples),
            Model = model,
            Sounds = [new() { Name = sound, Classes = [network!.ClassNames.ToList().IndexOf(sound)], StartThreshold = 0.3f, ReleaseThreshold = 0.2f }],
            Clips = clips,
            Preparation = preparation,
        };
        await new Listener([source], new() { SpeechNetwork = network }).RunAsync(sink, CancellationToken.None);
        return sink.Events;
    }
}
