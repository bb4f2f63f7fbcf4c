using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Preparation;
using Audio2Mqtt.Torch.Tests.Training;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Preparation;

public sealed class ConversionPlanTests : IDisposable
{
    private readonly LabelledFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_tree_keeps_its_shape_and_what_would_fall_together_stays_apart()
    {
        foreach (var name in (string[])["in/a.mp3", "in/dog/ring.wav", "in/dog/ring.MP3", "in/dog/ring.one.flac", "in/dog/deep/b.ogg", "in/notes.txt", "in/.hidden/c.wav", "in/out/d.wav"])
            folder.Write(name, "x"u8);
        var items = ConversionPlan.Make(folder.At("in"), folder.At("in/out"), AudioFileFormat.Flac);
        Assert.Equal(
            ["a.mp3 > out/a.flac", "dog/deep/b.ogg > out/dog/deep/b.flac", "dog/ring.MP3 > out/dog/ring_MP3.flac", "dog/ring.one.flac > out/dog/ring.one.flac", "dog/ring.wav > out/dog/ring_wav.flac"],
            items.Select(item => $"{Relative(item.Source)} > {Relative(item.Target)}"));
    }

    [Fact]
    public void No_two_files_become_the_same_one()
    {
        foreach (var name in (string[])["in/ring.mp3", "in/ring.wav", "in/ring_wav.flac", "in/RING_WAV_2.ogg"]) folder.Write(name, "x"u8);
        Assert.Equal(
            ["RING_WAV_2.ogg > RING_WAV_2.wav", "ring.mp3 > ring_mp3.wav", "ring.wav > ring_wav_3.wav", "ring_wav.flac > ring_wav.wav"],
            ConversionPlan.Make(folder.At("in"), folder.At("out"), AudioFileFormat.Wav).Select(item => $"{Path.GetFileName(item.Source)} > {Path.GetFileName(item.Target)}"));
    }

    [Theory]
    [InlineData("a.mp3", "b.wav", AudioFileFormat.Wav, "b.wav")]
    [InlineData("a.mp3", "b", AudioFileFormat.Wav, "b/a.wav")]
    [InlineData("a.mp3", "dir.wav", AudioFileFormat.Wav, "dir.wav/a.wav")] // a folder that exists
    [InlineData("a.mp3", "b.flac", AudioFileFormat.Flac, "b.flac")]
    public void A_file_becomes_the_file_that_is_named_or_one_in_the_folder(string source, string target, AudioFileFormat format, string expected)
    {
        Directory.CreateDirectory(folder.At("in/dir.wav"));
        Assert.Equal(expected, Relative(Assert.Single(ConversionPlan.Make(folder.At($"in/{source}"), folder.At($"in/{target}"), format)).Target));
    }

    [Theory]
    [InlineData("a.wav", "a.wav", "onto itself")]
    [InlineData("a.wav", ".", "onto itself")]
    [InlineData("a.mp3", "b.flac", "end it with .wav")]
    [InlineData("dir", "dir", "onto itself")]
    [InlineData("dir", "dir/../dir/", "onto itself")]
    [InlineData("dir", "file", "is a file")]
    [InlineData("dir", "new", "no audio file")]
    public void What_cannot_be_is_told(string source, string target, string expected)
    {
        Directory.CreateDirectory(folder.At("in/dir"));
        folder.Write("in/file", "x"u8);
        var error = Assert.Throws<AudioException>(() => ConversionPlan.Make(folder.At($"in/{source}"), folder.At($"in/{target}"), AudioFileFormat.Wav));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("name a file", Assert.Throws<AudioException>(() => ConversionPlan.Make("-", folder.At("in/dir"), AudioFileFormat.Wav)).Message, StringComparison.Ordinal);
    }

    private string Relative(string path) => Path.GetRelativePath(folder.At("in"), Path.GetFullPath(path)).Replace('\\', '/');
}
